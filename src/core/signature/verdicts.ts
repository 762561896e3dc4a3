import { equalBytes } from '../decode/base64.ts';
import type { LoginGovOutcome, LoginGovVerdict, SpecificationVerdict } from '../model/index.ts';
import { type SignedText, verifyRsa } from './algorithms.ts';
import type { Candidates } from './candidates.ts';
import type { Certificate } from './certificates.ts';
import { verifyEcdsa } from './ecdsa.ts';

/** The first certificate whose key verifies: registered, given, or that of the request itself. */
export async function verdictBySpecification(
  signed: SignedText,
  candidates: Candidates,
): Promise<SpecificationVerdict> {
  const { registered, given, own } = candidates;
  const keys = [
    ...registered.map((certificate) => ({ certificate, from: 'portal' as const })),
    ...given.map((certificate) => ({ certificate, from: 'given' as const })),
    { certificate: own?.certificate, from: 'key-info' as const },
  ].flatMap(({ certificate, from }) => (certificate === undefined ? [] : [{ certificate, from }]));
  for (const { certificate, from } of keys) {
    if (await verifyOnce(candidates, certificate, signed)) {
      return { outcome: 'verified', certificateFrom: from };
    }
  }
  return { outcome: keys.length === 0 ? 'no_certificate' : 'key_mismatch' };
}

/** Mostly the specification and Login.gov ask the same of the same certificate. */
const verified = new WeakMap<
  Candidates,
  { readonly by: Certificate; readonly signed: SignedText; readonly verdict: Promise<boolean> }[]
>();

function verifyOnce(candidates: Candidates, by: Certificate, signed: SignedText): Promise<boolean> {
  const { text, value, hash } = signed;
  const answers = verified.get(candidates) ?? [];
  verified.set(candidates, answers);
  const known = answers.find(
    (answer) =>
      answer.by === by &&
      answer.signed.hash === hash &&
      answer.signed.text === text &&
      equalBytes(answer.signed.value, value),
  );
  if (known !== undefined) return known.verdict;
  const verdict = verifyRsa(by.publicKey, hash, value, text);
  answers.push({ by, signed, verdict });
  return verdict;
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
  candidates: Candidates,
  check: ForLoginGov,
): Promise<LoginGovVerdict> {
  const { registered } = candidates;
  const attempts: { certificate: string; outcome: LoginGovOutcome }[] = [];
  for (const [index, certificate] of registered.entries()) {
    if (certificate === undefined) continue;
    const outcome = await attempt(certificate, candidates, check);
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
  certificate: Certificate,
  candidates: Candidates,
  check: ForLoginGov,
): Promise<LoginGovOutcome> {
  const { facts, publicKey, curve } = certificate;
  const { own } = candidates;
  if (own?.problem?.problem === 'empty') return 'no_certificate_in_request';
  if (own !== undefined && own.certificate?.facts.sha256 !== facts.sha256)
    return 'request_cert_not_registered';
  if ('failure' in check) return check.failure;
  if (check.hash !== 'SHA-256') return 'wrong_sig_algorithm';
  const verdict =
    curve === undefined
      ? await verifyOnce(candidates, certificate, check)
      : await verifyEcdsa(publicKey, curve, check.value, check.text);
  if (verdict === 'no-der') return 'structure_invalid';
  return verdict ? 'verified' : 'key_validation_error';
}
