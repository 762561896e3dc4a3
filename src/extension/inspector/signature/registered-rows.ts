import type { CertificateFacts, LoginGovOutcome, LoginGovVerdict } from '../../../core/model/index.ts';

/** What a registered certificate says, or why it cannot be read. */
export type ReadCertificate = { readonly facts: CertificateFacts } | { readonly problem: string };

/** A registered certificate and what became of it at Login.gov. */
export interface RegisteredRow {
  /** Its subject; absent for one that cannot be read. */
  readonly subject?: string;
  /** Milliseconds since 1970 UTC. */
  readonly notAfter?: number;
  /** Absent when Login.gov did not come to it, or passed it over. */
  readonly outcome?: LoginGovOutcome;
  /** Why it cannot be read: Login.gov passes it over. */
  readonly problem?: string;
}

/**
 * One row for each registered certificate, in order: Login.gov tries those that can be read until one verifies or
 * the request ends in an error. Without the certificates themselves, those that were tried.
 */
export function registeredRows(
  { attempts }: LoginGovVerdict,
  read: readonly ReadCertificate[] | undefined,
): readonly RegisteredRow[] {
  if (read === undefined) {
    return attempts.map(({ certificate, outcome }) => ({ subject: certificate, outcome }));
  }
  let tried = 0;
  return read.map((each) => {
    if ('problem' in each) return { problem: each.problem };
    const outcome = attempts[tried]?.outcome;
    tried += 1;
    const { subject, notAfter } = each.facts;
    return { subject, notAfter, ...(outcome !== undefined && { outcome }) };
  });
}
