import { cgiEscape } from '../decode/cgi-escape.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type {
  Evidence,
  LoginGovOutcome,
  LoginGovVerdict,
  Parameter,
  SamlRequest,
  SignatureVerification,
} from '../model/index.ts';
import { messageRule, type Rule, type RuleContext, type Violation } from './rule.ts';

/** Rules about whether the signature of a SAML request verifies at Login.gov. */

const IGNORED =
  'The sign-in goes on all the same, but the response is encrypted for the first registered certificate, so exchanging certificates will break sign-ins.';
const REFUSED =
  'Login.gov refuses the logout: "SAML request signature is invalid or does not match any registered public certificates."';

/** Why a signature fails, in a sentence with the provider's own name of it. */
function reason(
  { by, algorithm, bySpecification, rebuiltDiffers }: SignatureVerification,
  { outcome }: LoginGovVerdict,
  count: number,
): string {
  const registered =
    count === 1 ? 'the registered certificate' : `any of the ${count} registered certificates`;
  switch (outcome) {
    case 'wrong_sig_algorithm':
      return `Login.gov verifies RSA with SHA-256 only; the request names "${algorithm}" (wrong_sig_algorithm).`;
    case 'request_cert_not_registered':
      return `The certificate in the request is not ${registered} (request_cert_not_registered).`;
    case 'digest_mismatch':
      return 'The request is not what was signed: it was changed or formatted afterwards (digest_mismatch).';
    case 'no_certificate_in_request':
      return 'The X509Certificate element is empty (no_certificate_in_request).';
    case 'no_registered_certs':
      return 'No certificate is registered that could verify it (no_registered_certs).';
    case 'structure_invalid':
      return 'The signature lacks a part that Login.gov needs, refers to an element that is not there, or is not of the kind of the registered key; verifying it ends in HTTP 500.';
    case 'sig_alg_missing':
      return 'There is no SigAlg beside Signature; verifying it ends in HTTP 500.';
    default:
      break;
  }
  if (by === 'parameter' && bySpecification.outcome === 'verified' && rebuiltDiffers !== undefined) {
    return `The signature is valid over the query as it was sent, but Login.gov percent-encodes the parameters anew before it verifies: "${rebuiltDiffers.asSent}" became "${rebuiltDiffers.rebuilt}" (key_validation_error).`;
  }
  return `The signature does not verify with the key of ${registered} (key_validation_error).`;
}

const FIXES: Readonly<Partial<Record<LoginGovOutcome, string>>> = {
  wrong_sig_algorithm: 'Sign with RSA and SHA-256.',
  request_cert_not_registered:
    'Register the certificate that signs in the Login.gov Partner Portal, or sign with a registered one.',
  digest_mismatch: 'Sign last: change nothing of the XML after signing, not even white space.',
  no_certificate_in_request: 'Fill in the X509Certificate element or leave KeyInfo out.',
  no_registered_certs: 'Register the certificate that signs in the Login.gov Partner Portal.',
  structure_invalid:
    'Let the SAML library write the whole signature, with a Reference to the ID of the request.',
  sig_alg_missing: 'Send SigAlg beside Signature.',
};
const KEY_FIX = 'Register the certificate of the key that signs in the Login.gov Partner Portal.';
const ESCAPES_FIX =
  'Percent-encode with upper-case digits (%2B, not %2b) and spaces as "+", and sign exactly that text.';

/** Where verifying ends in an error, the request does, too, even a sign-in. */
const REFUSED_FOR: readonly LoginGovOutcome[] = [
  'no_certificate_in_request',
  'sig_alg_missing',
  'structure_invalid',
];

function unverifiable(
  request: SamlRequest,
  context: RuleContext,
  consequence: string,
): Violation | undefined {
  const verification = context.signatures.get(request.hop);
  const verdict = verification?.atLoginGov;
  if (verification === undefined || verdict === undefined || verdict.outcome === 'verified') return undefined;
  const onlyEscapes =
    verdict.outcome === 'key_validation_error' &&
    verification.bySpecification.outcome === 'verified' &&
    verification.rebuiltDiffers !== undefined;
  const why = reason(verification, verdict, context.portal.certs?.length ?? 0);
  const isRefused = REFUSED_FOR.includes(verdict.outcome);
  return {
    ...(isRefused && { severity: 'error' }),
    summary: isRefused ? why : `${why} ${consequence}`,
    fix: onlyEscapes ? ESCAPES_FIX : (FIXES[verdict.outcome] ?? KEY_FIX),
    evidence: [{ hop: request.hop, at: signaturePlace(request, verification), actual: verdict.outcome }],
  };
}

function signaturePlace(request: SamlRequest, { by }: SignatureVerification): Evidence['at'] {
  if (by === 'element') return { part: 'xml', name: 'Signature' };
  return { part: request.binding === 'HTTP-Redirect' ? 'query' : 'body', name: 'Signature' };
}

function digestMismatch(
  request: SamlRequest,
  context: RuleContext,
  consequence: string,
): Violation | undefined {
  if (context.signatures.get(request.hop)?.digestMatches !== false) return undefined;
  return {
    summary: `The digest in the signature is not that of the ${request.document?.root ?? 'request'}: the XML was changed or formatted after signing. ${consequence}`,
    fix: 'Sign last: change nothing of the XML after signing, not even white space.',
    evidence: [{ hop: request.hop, at: { part: 'xml', name: 'Signature/SignedInfo/Reference/DigestValue' } }],
  };
}

/** The first parameter of a signed query that Login.gov would write otherwise. */
function encodedOtherwise({ binding, samlRequest, parameters }: SamlRequest): Parameter | undefined {
  if (binding !== 'HTTP-Redirect' || samlRequest === undefined) return undefined;
  const last = (name: string) => parameters.findLast((candidate) => candidate.name === name);
  if (last('Signature') === undefined) return undefined;
  return [samlRequest, last('RelayState'), last('SigAlg')].find(
    (sent) => sent !== undefined && sent.raw !== cgiEscape(sent.value),
  );
}

export const signatureVerificationRules: readonly Rule[] = [
  messageRule({
    id: 'saml-signature-digest-mismatch',
    severity: 'warning',
    title: 'Embedded signature does not cover this XML',
    docs: [DOCS.samlSignature],
    on: 'saml-authn-request',
    check: (request, context) => digestMismatch(request, context, IGNORED),
  }),
  messageRule({
    id: 'saml-signature-unverifiable',
    severity: 'warning',
    title: 'Signature does not verify with any registered certificate',
    docs: [DOCS.samlSignature],
    needs: ['certs'],
    on: 'saml-authn-request',
    check: (request, context) => unverifiable(request, context, IGNORED),
  }),
  messageRule({
    id: 'saml-logout-digest-mismatch',
    severity: 'error',
    title: 'LogoutRequest changed after signing',
    docs: [DOCS.samlSignature, DOCS.samlLogoutRequest],
    on: 'saml-logout-request',
    check: (request, context) => digestMismatch(request, context, REFUSED),
  }),
  messageRule({
    id: 'saml-logout-signature-unverifiable',
    severity: 'error',
    title: 'LogoutRequest signature does not verify',
    docs: [DOCS.samlSignature, DOCS.samlLogoutRequest],
    needs: ['certs'],
    on: 'saml-logout-request',
    check: (request, context) => unverifiable(request, context, REFUSED),
  }),
  messageRule({
    id: 'saml-redirect-signature-encoding',
    severity: 'warning',
    title: 'Signed with a different URL-encoding',
    docs: [DOCS.samlSignature],
    on: ['saml-authn-request', 'saml-logout-request'],
    check: (request) => {
      const sent = encodedOtherwise(request);
      if (sent === undefined) return undefined;
      const rebuilt = cgiEscape(sent.value);
      const at = firstDifference(sent.raw, rebuilt);
      const [actual, expected] = [sent.raw, rebuilt].map((text) => text.slice(at, at + 12));
      return {
        summary: `${sent.name} was sent as "…${actual ?? ''}…", but Login.gov percent-encodes it anew before it verifies the signature, as "…${expected ?? ''}…". A signature over the text as sent fails there: it is ignored for an AuthnRequest and refused for a LogoutRequest.`,
        fix: ESCAPES_FIX,
        evidence: [
          {
            hop: request.hop,
            at: { part: 'query', name: sent.name },
            actual: actual ?? '',
            expected: expected ?? '',
          },
        ],
      };
    },
  }),
];

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  // Show the whole escape that differs.
  return Math.max(0, a.lastIndexOf('%', at) >= at - 2 ? a.lastIndexOf('%', at) : at);
}
