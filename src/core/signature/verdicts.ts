import type { LoginGovOutcome, LoginGovVerdict, SpecificationVerdict } from '../model/index.ts';
import { type SignedText, verifyRsa } from './algorithms.ts';
import type { Candidates, OwnCertificate } from './candidates.ts';
import type { Certificate } from './certificates.ts';
import { verifyEcdsa } from './ecdsa.ts';

/** The first certificate whose key verifies: registered, given, or that of the request itself. */
export async function verdictBySpecification(
  { text, value, hash }: SignedText,
  { registered, given, own }: Candidates,
): Promise<SpecificationVerdict> {
  const keys = [
    ...registered.map((certificate) => ({ certificate, from: 'portal' as const })),
    ...given.map((certificate) => ({ certificate, from: 'given' as const })),
    { certificate: own?.certificate, from: 'key-info' as const },
  ].flatMap(({ certificate, from }) => (certificate === undefined ? [] : [{ certificate, from }]));
  for (const { certificate, from } of keys) {
    if (await verifyRsa(certificate.publicKey, hash, value, text)) {
      return { outcome: 'verified', certificateFrom: from };
    }
  }
  return { outcome: keys.length === 0 ? 'no_certificate' : 'key_mismatch' };
}

/** What Login.gov verifies with each registered certificate, or why it does not come to that. */
export type ForLoginGov = SignedText | { readonly failure: LoginGovOutcome };

/** Failures that end in HTTP 500, or in an error page, before another certificate is tried. */
const FINAL: ReadonlySet<LoginGovOutcome> = new Set([
  'structure_invalid',
  'sig_alg_missing',
  'no_certificate_in_request',
]);

/**
 * Login.gov tries the registered certificates in order until one verifies. It passes over those that it cannot
 * read.
 */
export async function verdictAtLoginGov(
  { registered, own }: Candidates,
  check: ForLoginGov,
): Promise<LoginGovVerdict> {
  const attempts: { certificate: string; outcome: LoginGovOutcome }[] = [];
  for (const [index, certificate] of registered.entries()) {
    if (certificate === undefined) continue;
    const outcome = await attempt(certificate, own, check);
    attempts.push({ certificate: certificate.facts.subject, outcome });
    if (outcome === 'verified') return { outcome, matchingCertificate: index, attempts };
    if (FINAL.has(outcome)) return { outcome, attempts };
  }
  // Of several failures, that of the certificate that the request names says most.
  const telling = attempts.find(({ outcome }) => outcome !== 'request_cert_not_registered') ?? attempts[0];
  return { outcome: telling?.outcome ?? 'no_registered_certs', attempts };
}

/** The checks in their order: certificate of the request, the document itself, algorithm, key. */
async function attempt(
  { facts, publicKey, curve }: Certificate,
  own: OwnCertificate | undefined,
  check: ForLoginGov,
): Promise<LoginGovOutcome> {
  if (own?.problem?.problem === 'empty') return 'no_certificate_in_request';
  if (own !== undefined && own.certificate?.facts.sha256 !== facts.sha256)
    return 'request_cert_not_registered';
  if ('failure' in check) return check.failure;
  const { text, value, hash } = check;
  if (hash !== 'SHA-256') return 'wrong_sig_algorithm';
  const verified =
    curve === undefined
      ? await verifyRsa(publicKey, hash, value, text)
      : await verifyEcdsa(publicKey, curve, value, text);
  if (verified === 'no-der') return 'structure_invalid';
  return verified ? 'verified' : 'key_validation_error';
}
