import type {
  EvidencePlace,
  FlowInspection,
  Hop,
  MessageKind,
  NavigationCause,
  ObservationSource,
  OutcomeKind,
  Severity,
  SkipReason,
} from '../../core/model/index.ts';

/** The model's codes as people read them. */

export type Tone = 'bad' | 'good' | 'neutral';

export const OUTCOMES: Readonly<Record<OutcomeKind, { readonly words: string; readonly tone: Tone }>> = {
  'refused-by-browser': { words: 'Refused by the browser', tone: 'bad' },
  'refused-by-login-gov': { words: 'Refused by Login.gov', tone: 'bad' },
  'signed-in': { words: 'Signed in', tone: 'good' },
  'signed-out': { words: 'Signed out', tone: 'good' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
  'network-error': { words: 'Network error', tone: 'bad' },
  unfinished: { words: 'Unfinished', tone: 'neutral' },
};

export const PROTOCOLS: Readonly<Record<FlowInspection['protocol'], string>> = {
  oidc: 'OIDC',
  saml: 'SAML',
  unknown: 'Unknown',
};

export const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
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

export const MESSAGES: Readonly<Record<MessageKind, string>> = {
  'oidc-authorize-request': 'OIDC authorization request',
  'oidc-authorize-response': 'OIDC authorization response',
  'oidc-logout-request': 'OIDC logout request',
  'saml-authn-request': 'SAML AuthnRequest',
  'saml-logout-request': 'SAML LogoutRequest',
  'saml-response': 'SAML Response',
  'saml-logout-response': 'SAML LogoutResponse',
  'error-page': 'Login.gov error page',
};

const SOURCES: Readonly<Record<ObservationSource, string>> = {
  'web-request': 'the browser’s requests',
  'web-navigation': 'the browser’s navigation events',
  devtools: 'the DevTools network log',
  file: 'the imported file',
  location: 'the redirect of the hop before',
};

/** "Seen in …", the ways we know of a hop. */
export function seenIn(hop: Hop): string {
  return hop.seenBy.map((source) => SOURCES[source]).join(', ');
}

export const SKIPS: Readonly<Record<SkipReason, string>> = {
  'no-portal-configuration': 'no portal configuration',
  'request-body-not-seen': 'the request body was not seen',
  'policies-not-seen': 'the page’s policies were not seen',
  crashed: 'the rule failed',
};

const CAUSES: Readonly<Record<NavigationCause['kind'], string>> = {
  form: 'Form submission',
  link: 'Link',
  script: 'Script',
  'meta-refresh': 'Meta refresh',
  'client-redirect': 'Redirect made by the page',
  reload: 'Reload',
  typed: 'Typed address',
  'back-forward': 'Back or forward',
  unknown: 'Cause not seen',
};

/** What started the navigation; `from` is the document it started in, where that is known. */
export function causeWords(cause: NavigationCause): { readonly words: string; readonly from?: string } {
  const words = CAUSES[cause.kind];
  const from = 'document' in cause ? cause.document.url : undefined;
  return from === undefined ? { words } : { words: `${words} from`, from };
}

/** "1 hop", "2 hops". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
