import type {
  LoginGovOutcome,
  LoginGovVerdict,
  MessageKind,
  SignatureVerification,
  SpecificationVerdict,
} from '../../../core/model/index.ts';

/** What verification gave, in sentences. */

const AT_LOGIN_GOV: Readonly<Record<LoginGovOutcome, string>> = {
  verified: 'Login.gov verifies it.',
  wrong_sig_algorithm: 'Login.gov verifies RSA with SHA-256 only, and the request names another algorithm.',
  request_cert_not_registered: 'The certificate in the request is none of the registered ones.',
  digest_mismatch: 'The XML is not what was signed: it was changed or formatted after signing.',
  key_validation_error: 'It does not verify with the key of a registered certificate.',
  no_certificate_in_request: 'The X509Certificate element of the request is empty.',
  no_registered_certs: 'No certificate is registered that could verify it.',
  structure_invalid:
    'A part that Login.gov needs is missing, or refers to an element that is not there: HTTP 500.',
  sig_alg_missing: 'There is no SigAlg beside Signature: HTTP 500.',
};

export function loginGovWords({ outcome }: Pick<LoginGovVerdict, 'outcome'>): string {
  return AT_LOGIN_GOV[outcome];
}

/** What a signature that Login.gov cannot verify means for the request. */
export function consequence(kind: MessageKind): string {
  return kind === 'saml-authn-request'
    ? 'The sign-in goes on all the same: on an AuthnRequest Login.gov ignores a signature that it cannot verify, and encrypts the response for the first registered certificate.'
    : 'Login.gov refuses the request: a LogoutRequest must have a valid signature.';
}

const BY_SPECIFICATION: Readonly<Record<SpecificationVerdict['outcome'], string>> = {
  verified: 'It is valid.',
  digest_mismatch: 'It is not valid: the XML was changed or formatted after signing.',
  key_mismatch: 'It does not verify with any certificate that is known here.',
  unsupported: 'It cannot be verified here.',
  malformed: 'It is malformed.',
  no_certificate: 'There is no certificate to verify it with. Paste the one that signs below.',
};

const FROM = {
  portal: 'Verified with a certificate of the portal configuration.',
  given: 'Verified with a certificate that you pasted.',
  'key-info':
    'Verified with the certificate in the message itself (KeyInfo). This proves only that nothing was changed since, not who signed.',
} as const;

export function specificationWords({ outcome, certificateFrom, detail }: SpecificationVerdict): string {
  const parts = [
    BY_SPECIFICATION[outcome],
    ...(certificateFrom === undefined ? [] : [FROM[certificateFrom]]),
    ...(detail === undefined ? [] : [detail]),
  ];
  return parts.join(' ');
}

/** Why the two verdicts differ; undefined where they do not, or where nothing more is to be said. */
export function whyTheyDiffer(
  { bySpecification, rebuiltDiffers, by }: SignatureVerification,
  atLoginGov: LoginGovVerdict | undefined,
): string | undefined {
  const valid = bySpecification.outcome === 'verified';
  if (rebuiltDiffers !== undefined && valid && atLoginGov?.outcome !== 'verified') {
    const { reason, asSent, rebuilt } = rebuiltDiffers;
    const what =
      reason === 'lower-case-escapes'
        ? 'The query was signed with lower-case percent-escapes. Login.gov writes the parameters anew with upper-case ones before it verifies, so it verifies another text'
        : 'Login.gov percent-encodes the parameters anew before it verifies, and writes some characters otherwise than the query that was signed';
    return `${what}: “${asSent}” was sent, “${rebuilt}” is verified. Sign the query with upper-case escapes (%2F, not %2f) and send exactly that.`;
  }
  if (atLoginGov === undefined || valid === (atLoginGov.outcome === 'verified')) return undefined;
  if (atLoginGov.outcome === 'wrong_sig_algorithm')
    return 'The specification allows other algorithms; Login.gov allows RSA with SHA-256 alone.';
  if (atLoginGov.outcome === 'request_cert_not_registered')
    return 'The signature fits the certificate in the message, but Login.gov trusts registered certificates only. Register that certificate, or sign with a registered one.';
  if (valid && bySpecification.certificateFrom !== 'portal')
    return 'It was verified here with a certificate that is not registered at Login.gov.';
  if (!valid && by === 'parameter')
    return 'Login.gov verifies the query as it writes it anew, not as it was sent.';
  return undefined;
}

/** Of a signature in a response: who made it is what an application must know. */
export function responseWords(verdict: SpecificationVerdict): string {
  const words = specificationWords(verdict);
  switch (verdict.outcome) {
    case 'verified':
      return verdict.certificateFrom === 'key-info' ? `${words} ${WHOSE}` : words;
    case 'digest_mismatch':
    case 'key_mismatch':
      return `${words} In a redacted capture that is so: what was signed was replaced.`;
    default:
      return words;
  }
}

const WHOSE =
  'To see whether Login.gov signed, paste the certificate of its SAML metadata below; an application must trust that one alone.';
