/** Decoded protocol payloads. Every text in them is as received: untrusted. */

export type Message =
  | OidcAuthorizeRequest
  | OidcAuthorizeResponse
  | OidcLogoutRequest
  | SamlRequest
  | SamlResponse
  | ErrorPage;

export type MessageKind = Message['kind'];

interface MessageAt {
  /** Id of the hop that carried it. */
  readonly hop: string;
}

/** OpenID Connect Core 1.0, section 3.1.2.1. */
export interface OidcAuthorizeRequest extends MessageAt {
  readonly kind: 'oidc-authorize-request';
  readonly parameters: readonly Parameter[];
}

/** OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6. */
export interface OidcAuthorizeResponse extends MessageAt {
  readonly kind: 'oidc-authorize-response';
  readonly parameters: readonly Parameter[];
}

/** OpenID Connect RP-Initiated Logout 1.0, section 2. */
export interface OidcLogoutRequest extends MessageAt {
  readonly kind: 'oidc-logout-request';
  readonly parameters: readonly Parameter[];
}

/** SAML 2.0 core, sections 3.4.1 (AuthnRequest) and 3.7.1 (LogoutRequest). */
export interface SamlRequest extends MessageAt {
  readonly kind: 'saml-authn-request' | 'saml-logout-request';
  readonly binding: SamlBinding;
  /** Every parameter beside the message: RelayState, SigAlg, Signature, … */
  readonly parameters: readonly Parameter[];
  readonly decoding: Decoding;
  /** Absent when the XML could not be read. */
  readonly document?: SamlRequestDocument;
}

/** SAML 2.0 bindings, sections 3.4 and 3.5. */
export type SamlBinding = 'HTTP-Redirect' | 'HTTP-POST';

export interface SamlRequestDocument {
  /** Local name of the root element. */
  readonly root: string;
  readonly id?: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly issueInstant?: string;
  readonly assertionConsumerServiceUrl?: string;
  readonly nameIdFormat?: string;
  readonly forceAuthn?: string;
  /** Absent when there is no RequestedAuthnContext or it has no Comparison. */
  readonly comparison?: string;
  /** AuthnContextClassRef texts in document order, white space kept. */
  readonly classRefs: readonly string[];
  readonly signature?: EmbeddedSignature;
}

/** What an enveloped XML signature says of itself; presence, not validity. */
export interface EmbeddedSignature {
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly hasCertificate: boolean;
}

export interface SamlResponse extends MessageAt {
  readonly kind: 'saml-response' | 'saml-logout-response';
  readonly binding: SamlBinding;
  readonly parameters: readonly Parameter[];
  readonly decoding: Decoding;
  readonly document?: SamlResponseDocument;
}

export interface SamlResponseDocument {
  readonly root: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  readonly status?: string;
  readonly encrypted: boolean;
}

/** A page of Login.gov that lists errors. */
export interface ErrorPage extends MessageAt {
  readonly kind: 'error-page';
  readonly title: string;
  readonly messages: readonly string[];
}

/** One query parameter or form field. */
export interface Parameter {
  readonly name: string;
  /** Percent-decoded, plus signs turned to spaces. */
  readonly value: string;
  /** As sent; for form fields that the browser handed over decoded, the same as `value`. */
  readonly raw: string;
}

/** How an encoded SAML message became XML, or the first step that failed. */
export interface Decoding {
  readonly steps: readonly DecodingStep[];
  /** Indented for reading; absent when no XML came out. */
  readonly xml?: string;
  readonly problem?: DecodingProblem;
}

export type DecodingStep = 'base64' | 'inflate' | 'xml';

export interface DecodingProblem {
  readonly code: DecodingProblemCode;
  readonly step: 'parameter' | DecodingStep;
  /** One sentence: what was found, where, what was expected. */
  readonly detail: string;
}

export type DecodingProblemCode =
  | 'not-seen'
  | 'missing'
  | 'raw-xml'
  | 'base64url'
  | 'double-encoded'
  | 'plus-not-encoded'
  | 'not-base64'
  | 'zlib-or-gzip'
  | 'not-deflate'
  | 'truncated'
  | 'too-large'
  | 'not-xml'
  | 'too-deep'
  | 'document-type'
  | 'not-saml';
