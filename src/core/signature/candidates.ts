import { isBlank } from '../decode/blank.ts';
import type { RequestCertificate } from '../model/index.ts';
import { type Certificate, MAX_CERTIFICATES, readCertificates } from './certificates.ts';

/** The certificates with which a signature may be verified. */
export interface Candidates {
  /** In the order of the portal configuration; undefined for one that cannot be read. */
  readonly registered: readonly (Certificate | undefined)[];
  readonly given: readonly Certificate[];
  /** That of the request itself; absent when it has none. */
  readonly own?: OwnCertificate;
}

export type OwnCertificate =
  | { readonly certificate: Certificate; readonly problem?: undefined }
  | {
      readonly certificate?: undefined;
      readonly problem: Extract<RequestCertificate, { readonly problem: string }>;
    };

/** @param own text of the request's first X509Certificate */
export async function readCandidates(
  registered: readonly string[] = [],
  given: readonly string[] = [],
  own?: string,
): Promise<Candidates> {
  const results = await Promise.all(given.slice(0, MAX_CERTIFICATES).map(readCertificates));
  return {
    registered: await Promise.all(registered.slice(0, MAX_CERTIFICATES).map(readFirst)),
    given: results.flatMap((result) => (result.ok ? result.certificates : [])).slice(0, MAX_CERTIFICATES),
    ...(own !== undefined && { own: await readOwn(own) }),
  };
}

async function readFirst(pem: string): Promise<Certificate | undefined> {
  const result = await readCertificates(pem);
  return result.ok ? result.certificates[0] : undefined;
}

async function readOwn(text: string): Promise<OwnCertificate> {
  if (isBlank(text)) return { problem: { problem: 'empty', detail: 'X509Certificate is empty.' } };
  if (text.includes('BEGIN CERTIFICATE')) {
    return { problem: { problem: 'pem-armor', detail: 'X509Certificate holds the lines of a PEM file.' } };
  }
  const result = await readCertificates(text);
  return result.ok
    ? { certificate: result.certificates[0] }
    : { problem: { problem: 'unreadable', detail: result.detail } };
}
