/** Decoded protocol payloads. Every text in them is as received: untrusted. */

export type Message =
  | OidcAuthorizeRequest
  | OidcAuthorizeResponse
  | OidcLogoutRequest
  | OidcTokenRequest
  | OidcUserinfoRequest
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

/** OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6; also a return to the redirect_uri without either. */
export interface OidcAuthorizeResponse extends MessageAt {
  readonly kind: 'oidc-authorize-response';
  readonly parameters: readonly Parameter[];
  /** Id of the hop of the request that it answers. */
  readonly request: string;
  /** What Login.gov's `error_description` says, recognised. */
  readonly problems: readonly RecognisedError[];
}

/** OpenID Connect RP-Initiated Logout 1.0, section 2. */
export interface OidcLogoutRequest extends MessageAt {
  readonly kind: 'oidc-logout-request';
  readonly parameters: readonly Parameter[];
}

/** OpenID Connect Core 1.0, section 3.1.3.1; a server sends it, seldom a browser. */
export interface OidcTokenRequest extends MessageAt {
  readonly kind: 'oidc-token-request';
  readonly parameters: readonly Parameter[];
}

/** OpenID Connect Core 1.0, section 5.3.1; a server sends it, seldom a browser. */
export interface OidcUserinfoRequest extends MessageAt {
  readonly kind: 'oidc-userinfo-request';
  readonly parameters: readonly Parameter[];
  /** Value of the Authorization header; absent when there is none or the headers were not seen. */
  readonly authorization?: string;
  readonly headersSeen: boolean;
}

/** SAML 2.0 core, sections 3.4.1 (AuthnRequest) and 3.7.1 (LogoutRequest). */
export interface SamlRequest extends MessageAt {
  readonly kind: 'saml-authn-request' | 'saml-logout-request' | 'saml-remote-logout-request';
  readonly binding: SamlBinding;
  /** The parameter of that name, absent when there was none. */
  readonly samlRequest?: Parameter;
  /** Every parameter beside the message: RelayState, SigAlg, Signature, … */
  readonly parameters: readonly Parameter[];
  readonly decoding: Decoding;
  /** Absent when the XML could not be read. */
  readonly document?: SamlRequestDocument;
}

/** SAML 2.0 bindings, sections 3.4 and 3.5. */
export type SamlBinding = 'HTTP-Redirect' | 'HTTP-POST';

/** A request as Login.gov reads it, which looks for elements anywhere in the document. */
export interface SamlRequestDocument {
  /** Local name of the request element, or of the root element where there is no request. */
  readonly root: string;
  /** Whether the document has an AuthnRequest and a LogoutRequest of SAML 2.0. */
  readonly hasAuthnRequest: boolean;
  readonly hasLogoutRequest: boolean;
  readonly id?: string;
  readonly version?: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly issueInstant?: string;
  readonly assertionConsumerServiceUrl?: string;
  readonly assertionConsumerServiceIndex?: string;
  readonly protocolBinding?: string;
  readonly nameIdFormat?: string;
  readonly forceAuthn?: string;
  readonly isPassive?: string;
  /** Absent when there is no RequestedAuthnContext or it has no Comparison. */
  readonly comparison?: string;
  /** AuthnContextClassRef texts in document order, white space kept. */
  readonly classRefs: readonly string[];
  readonly sessionIndex?: string;
  readonly signature?: EmbeddedSignature;
  /** Text of the first X509Certificate anywhere. */
  readonly certificate?: string;
}

/** What an enveloped XML signature says of itself; presence, not validity. */
export interface EmbeddedSignature {
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly hasSignedInfo: boolean;
  readonly hasSignatureValue: boolean;
  /** URI attributes of the references; undefined for one without. */
  readonly references: readonly { readonly uri?: string; readonly found: boolean }[];
}

export interface SamlResponse extends MessageAt {
  readonly kind: 'saml-response' | 'saml-logout-response';
  readonly binding: SamlBinding;
  readonly parameters: readonly Parameter[];
  readonly decoding: Decoding;
  readonly document?: SamlResponseDocument;
}

/** SAML 2.0 core, sections 3.2.2 and 2.3.3. */
export interface SamlResponseDocument {
  readonly root: string;
  readonly id?: string;
  readonly issuer?: string;
  readonly issueInstant?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  /** Value of the top-level StatusCode. */
  readonly status?: string;
  readonly encrypted: boolean;
  /** A plain Assertion stands in the response. */
  readonly hasAssertion: boolean;
  readonly signed: boolean;
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
  readonly audience?: string;
  /** Of the plain assertion. */
  readonly nameIdFormat?: string;
}

/** A page of Login.gov that lists errors. */
export interface ErrorPage extends MessageAt {
  readonly kind: 'error-page';
  readonly title: string;
  readonly messages: readonly string[];
  /** Those messages that are texts of Login.gov. */
  readonly problems: readonly RecognisedError[];
  /** Id of the hop of the request that caused the page. */
  readonly request?: string;
}

/** An error text of Login.gov, in whichever of its languages. */
export interface RecognisedError {
  /** Its name in the list of error texts. */
  readonly id: string;
  /** In English. */
  readonly text: string;
  /** Rules that name the cause, the most common first. */
  readonly rules: readonly string[];
}

/** One query parameter or form field. */
export interface Parameter {
  readonly name: string;
  /** Percent-decoded, plus signs turned to spaces. */
  readonly value: string;
  /** As sent; for form fields that the browser handed over decoded, the same as `value`. */
  readonly raw: string;
  /** There was no `=`. */
  readonly valueless?: true;
  /** Why Login.gov's parser refuses name or value. */
  readonly fault?: 'broken-escape' | 'not-utf-8' | 'nul';
}

/** How an encoded SAML message became XML, or the first step that failed. */
export interface Decoding {
  readonly steps: readonly DecodingStep[];
  /** As it came out, character by character; absent when no XML did. */
  readonly xml?: string;
  /** The first mistake; where it could be mended, decoding went on. */
  readonly problem?: DecodingProblem;
}

export type DecodingStep = 'base64' | 'inflate' | 'xml';

export interface DecodingProblem {
  readonly code: DecodingProblemCode;
  readonly step: 'parameter' | DecodingStep;
  /** One sentence: what was found, where, what was expected. */
  readonly detail: string;
  /** Login.gov finds a document all the same, and it is that which was read. */
  readonly tolerated?: true;
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
  | 'not-saml';
