/** What came of verifying the signature of one SAML request; plain JSON, see src/core/signature. */
export interface SignatureVerification {
  /** Id of the hop that carried the request. */
  readonly hop: string;
  /** Login.gov goes by the Signature parameter where there is one, else by the Signature element. */
  readonly by: 'parameter' | 'element';
  /** SigAlg or SignatureMethod as named in the request; empty when there is none. */
  readonly algorithm: string;
  /** The first X509Certificate of the document; absent when it has none. */
  readonly requestCertificate?: RequestCertificate;
  /** Absent without a portal configuration that lists certificates. */
  readonly atLoginGov?: LoginGovVerdict;
  /** By XML-Signature or SAML 2.0 bindings, section 3.4.4.1, whatever Login.gov makes of it. */
  readonly bySpecification: SpecificationVerdict;
  /** Of an element: whether the digest that Login.gov computes is the one in the signature; needs no certificate. */
  readonly digestMatches?: boolean;
  /** Of parameters: where the query as sent differs from the one that Login.gov rebuilds and verifies. */
  readonly rebuiltDiffers?: RebuiltQuery;
}

export type RequestCertificate =
  | { readonly facts: CertificateFacts }
  | { readonly problem: 'empty' | 'pem-armor' | 'unreadable'; readonly detail: string };

/** X.509 (RFC 5280). */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, upper case, with colons. */
  readonly serialNumber: string;
  /** Milliseconds since 1970 UTC. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `RSA`, `EC`, … */
  readonly keyType: string;
  readonly keyBits: number;
  /** `RSA with SHA-256` */
  readonly signatureAlgorithm: string;
  /** Fingerprint: hexadecimal, upper case, with colons. */
  readonly sha256: string;
}

/** How verification ends at Login.gov; the names are its own where it has one. */
export type LoginGovOutcome =
  | 'verified'
  | 'wrong_sig_algorithm'
  | 'request_cert_not_registered'
  | 'digest_mismatch'
  | 'key_validation_error'
  | 'no_certificate_in_request'
  | 'no_registered_certs'
  /** HTTP 500: SignedInfo, SignatureValue, a Reference's URI or the element it names is missing. */
  | 'structure_invalid'
  /** HTTP 500: a Signature parameter without SigAlg. */
  | 'sig_alg_missing';

export interface LoginGovVerdict {
  readonly outcome: LoginGovOutcome;
  /** Index in the registered certificates of the one that verifies: the response is encrypted for it. */
  readonly matchingCertificate?: number;
  /** For each registered certificate, in order. */
  readonly attempts: readonly { readonly certificate: string; readonly outcome: LoginGovOutcome }[];
}

export interface SpecificationVerdict {
  readonly outcome:
    | 'verified'
    | 'digest_mismatch'
    | 'key_mismatch'
    | 'unsupported'
    | 'malformed'
    | 'no_certificate';
  /** Where the certificate came from; `key-info` is the message's own and proves its integrity only. */
  readonly certificateFrom?: 'portal' | 'given' | 'key-info';
  /** What is unsupported or malformed. */
  readonly detail?: string;
}

export interface RebuiltQuery {
  readonly reason: 'lower-case-escapes' | 'other-escapes';
  /** The first place that differs, a few characters of each. */
  readonly asSent: string;
  readonly rebuilt: string;
}
