import type {
  EvidencePlace,
  FlowInspection,
  MessageKind,
  NavigationCause,
  OutcomeKind,
  SkipReason,
  TreatmentTopic,
} from '../../core/model/index.ts';

/** The model's codes as people read them. */

export const OUTCOMES: Readonly<Record<OutcomeKind, string>> = {
  'refused-by-browser': 'refused by the browser',
  'refused-by-login-gov': 'refused by Login.gov',
  'signed-in': 'signed in',
  'signed-out': 'signed out',
  cancelled: 'cancelled',
  'network-error': 'network error',
  unfinished: 'unfinished',
};

export const PROTOCOLS: Readonly<Record<FlowInspection['protocol'], string>> = {
  oidc: 'OIDC',
  saml: 'SAML',
  unknown: 'Unknown protocol',
};

export const MESSAGES: Readonly<Record<MessageKind, string>> = {
  'oidc-authorize-request': 'OIDC authorization request',
  'oidc-authorize-response': 'OIDC authorization response',
  'oidc-logout-request': 'OIDC logout request',
  'oidc-token-request': 'OIDC token request',
  'oidc-userinfo-request': 'OIDC user info request',
  'saml-authn-request': 'SAML AuthnRequest',
  'saml-logout-request': 'SAML LogoutRequest',
  'saml-remote-logout-request': 'SAML remote logout request',
  'saml-response': 'SAML Response',
  'saml-logout-response': 'SAML LogoutResponse',
  'error-page': 'Login.gov error page',
};

export const PARTS: Readonly<Record<EvidencePlace['part'], string>> = {
  url: 'URL',
  query: 'query parameter',
  body: 'form field',
  'request-header': 'request header',
  'response-header': 'response header',
  xml: 'XML',
  page: 'page',
  error: 'browser error',
};

export const SKIPS: Readonly<Record<SkipReason, string>> = {
  'no-portal-configuration': 'no portal configuration',
  'no-certificate': 'no certificate to verify with',
  'request-body-not-seen': 'the request body was not seen',
  'response-body-not-seen': 'the response body was not seen',
  'headers-not-seen': 'the headers were not seen',
  'policies-not-seen': 'the policies of the page were not seen',
  'time-unknown': 'the time of the request is not known',
  crashed: 'the rule failed',
};

/** Why a rule was not asked. The detail says what a portal configuration lacks: then there is one. */
export function skipWords(reason: SkipReason, detail: string | undefined): string {
  if (detail === undefined) return SKIPS[reason];
  const said = detail.replace(/\.$/, '');
  return reason === 'no-portal-configuration' ? said : `${SKIPS[reason]}: ${said}`;
}

/** What Login.gov decides about a request. */
export const TOPICS: Readonly<Record<TreatmentTopic, string>> = {
  'service-level': 'Service level',
  'authentication-level': 'Authentication level',
  'ignored-contexts': 'Ignored levels',
  attributes: 'Attributes',
  'ignored-attributes': 'Ignored attributes',
  'ignored-parameters': 'Ignored parameters',
  prompt: 'Prompt',
  'name-id-format': 'NameID',
  'response-url': 'Response goes to',
  encryption: 'Assertion encrypted for',
};

/** What started a navigation. */
export const CAUSES: Readonly<Record<NavigationCause['kind'], string>> = {
  form: 'form submission',
  link: 'link',
  script: 'script',
  'meta-refresh': 'meta refresh',
  'client-redirect': 'redirect made by the page',
  reload: 'reload',
  typed: 'typed address',
  'back-forward': 'back or forward',
  unknown: 'cause not seen',
};

/** What started the navigation; `from` is the document it started in, where that is known. */
export function causeWords(cause: NavigationCause): { readonly words: string; readonly from?: string } {
  const words = CAUSES[cause.kind];
  if (!('document' in cause) || cause.document.url === undefined) return { words };
  const { url: from, onlyShown } = cause.document;
  return { words: `${words}${onlyShown === true ? ', with this page shown:' : ' from'}`, from };
}

/** `1 hop`, `2 hops`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
