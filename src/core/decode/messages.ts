import { type Endpoint, endpointOf } from '../login-gov/endpoints.ts';
import { type Deployments, environmentOf } from '../login-gov/environments.ts';
import { ERROR_PAGE_TITLES } from '../login-gov/error-pages.ts';
import type {
  ErrorPage,
  Flow,
  Hop,
  Message,
  Navigation,
  OidcAuthorizeRequest,
  Parameter,
} from '../model/index.ts';
import { parameter, queryParameters } from './parameters.ts';
import { type ErrorContext, recogniseErrors } from './recognise-errors.ts';
import { decodeSamlRequest, decodeSamlResponse, unseenSamlRequest } from './saml-message.ts';

/** A flow as it was decoded. */
export interface DecodedFlow {
  readonly flow: Flow;
  /** In the order of its hops. */
  readonly messages: readonly Message[];
  /** How many of them there are at the end of each navigation. */
  readonly counts: readonly number[];
}

/** Every protocol message of a flow, in the order of its hops. */
export function decodeMessages(flow: Flow): readonly Message[] {
  return decodeFlow(flow).messages;
}

/**
 * The same of a flow that grows. What a navigation holds depends on it and on those before it: as far as the first
 * navigations are the same objects as in an earlier state of the flow, their messages are taken from there.
 */
export function decodeFlow(flow: Flow, before?: DecodedFlow): DecodedFlow {
  const { deployments, navigations } = flow;
  const counts = before === undefined ? [] : before.counts.slice(0, unchanged(before.flow, flow));
  const messages = before?.messages.slice(0, counts.at(-1) ?? 0) ?? [];
  for (const navigation of navigations.slice(counts.length)) {
    let fromLoginGov = startedAtLoginGov(navigation, deployments);
    const confirming = fromLoginGov;
    for (const hop of navigation.hops) {
      for (const message of messagesAt(hop, messages, fromLoginGov, deployments)) {
        if (!isRepeated(message, messages, confirming)) messages.push(message);
      }
      fromLoginGov = environmentOf(hop.url, deployments) !== undefined;
    }
    const page = errorPage(navigation, messages, deployments);
    if (page !== undefined) messages.push(page);
    counts.push(messages.length);
  }
  return { flow, messages, counts };
}

/** How many of the first navigations are to be read as they were. */
function unchanged(before: Flow, { navigations, deployments }: Flow): number {
  if (JSON.stringify(before.deployments) !== JSON.stringify(deployments)) return 0;
  const differing = navigations.findIndex((navigation, at) => navigation !== before.navigations[at]);
  return differing === -1 ? navigations.length : differing;
}

function startedAtLoginGov({ cause }: Navigation, deployments?: Deployments): boolean {
  const url = 'document' in cause ? cause.document.url : undefined;
  return url !== undefined && environmentOf(url, deployments) !== undefined;
}

/**
 * Login.gov leads the user through its own endpoints again, after signing in or to confirm a sign-out:
 * that is the same request, not another one.
 */
function isRepeated(message: Message, earlier: readonly Message[], fromLoginGov: boolean): boolean {
  if (!message.kind.endsWith('-request') || API_REQUESTS.includes(message.kind)) return false;
  const alike = earlier.filter(({ kind }) => kind === message.kind);
  if (alike.length === 0) return false;
  const content = contentOf(message);
  return fromLoginGov || alike.some((other) => contentOf(other) === content);
}

/** An application calls the API itself: each call is a request of its own. */
const API_REQUESTS: readonly Message['kind'][] = ['oidc-token-request', 'oidc-userinfo-request'];

/** How a value was encoded makes no difference: a form and the query that repeats it encode alike only in part. */
function contentOf({ hop: _, ...content }: Message): string {
  return JSON.stringify(content, (key, value: unknown) => (key === 'raw' ? undefined : value));
}

function messagesAt(
  hop: Hop,
  earlier: readonly Message[],
  fromLoginGov: boolean,
  deployments?: Deployments,
): Message[] {
  const endpoint = endpointOf(hop.url, deployments);
  if (endpoint !== undefined) {
    const request = requestAt(hop, endpoint, fromLoginGov);
    return request === undefined ? [] : [request];
  }
  return environmentOf(hop.url, deployments) === undefined ? responsesAt(hop, earlier, fromLoginGov) : [];
}

function requestAt(hop: Hop, endpoint: Endpoint, fromLoginGov: boolean): Message | undefined {
  const query = queryParameters(hop.url);
  switch (endpoint.kind) {
    case 'oidc-authorize':
      return { kind: 'oidc-authorize-request', hop: hop.id, parameters: query };
    case 'oidc-logout':
      // A GET that confirms an earlier POST repeats its parameters; the page's own DELETE form has none.
      return { kind: 'oidc-logout-request', hop: hop.id, parameters: [...bodyParameters(hop), ...query] };
    case 'oidc-token':
      if (hop.method === 'OPTIONS') return undefined;
      return { kind: 'oidc-token-request', hop: hop.id, parameters: [...bodyParameters(hop), ...query] };
    case 'oidc-userinfo':
      return hop.method === 'OPTIONS' ? undefined : userinfoRequest(hop, query);
    case 'saml-auth':
    case 'saml-logout':
    case 'saml-remote-logout':
      return samlRequestAt(hop, endpoint.kind, query, fromLoginGov);
    default:
      return undefined;
  }
}

function userinfoRequest(hop: Hop, parameters: Parameter[]): Message {
  const headers = hop.request?.headers;
  const authorization = headers?.find(({ name }) => name.toLowerCase() === 'authorization')?.value;
  return {
    kind: 'oidc-userinfo-request',
    hop: hop.id,
    parameters,
    ...(authorization !== undefined && { authorization }),
    headersSeen: headers !== undefined,
  };
}

const SAML_KINDS = {
  'saml-auth': 'saml-authn-request',
  'saml-logout': 'saml-logout-request',
  'saml-remote-logout': 'saml-remote-logout-request',
} as const;

function samlRequestAt(
  hop: Hop,
  endpoint: keyof typeof SAML_KINDS,
  query: readonly Parameter[],
  fromLoginGov: boolean,
): Message | undefined {
  const expected = SAML_KINDS[endpoint];
  const posted = hop.method === 'POST';
  const body = hop.request?.body;
  if (parameter(query, 'SAMLRequest') !== undefined) {
    const parameters = posted ? [...bodyParameters(hop), ...query] : query;
    return decodeSamlRequest(hop.id, 'HTTP-Redirect', parameters, expected);
  }
  if (posted && body?.kind !== 'form') return unseenSamlRequest(hop.id, expected, body?.bytes);
  const fields = bodyParameters(hop);
  // Without a request, the logout endpoint is where Login.gov's own pages sign the user out.
  const isOwnLogout = endpoint === 'saml-logout' && (fromLoginGov || hop.method === 'DELETE');
  if (isOwnLogout && parameter(fields, 'SAMLRequest') === undefined) return undefined;
  return decodeSamlRequest(
    hop.id,
    posted ? 'HTTP-POST' : 'HTTP-Redirect',
    posted ? [...fields, ...query] : query,
    expected,
  );
}

/** What Login.gov sends back: recognised by its parameters at a site that is not Login.gov. */
function responsesAt(hop: Hop, earlier: readonly Message[], fromLoginGov: boolean): Message[] {
  const found: Message[] = [];
  const fields = bodyParameters(hop);
  const query = queryParameters(hop.url);
  if (parameter(fields, 'SAMLResponse') !== undefined)
    found.push(decodeSamlResponse(hop.id, 'HTTP-POST', fields));
  if (parameter(query, 'SAMLResponse') !== undefined) {
    found.push(decodeSamlResponse(hop.id, 'HTTP-Redirect', query));
  }
  const asked = earlier.findLast((message) => message.kind === 'oidc-authorize-request');
  if (asked?.kind !== 'oidc-authorize-request' || !isReturnTo(hop.url, asked)) return found;
  const answered = parameter(query, 'code') !== undefined || parameter(query, 'error') !== undefined;
  if (!answered && !fromLoginGov) return found;
  const description = parameter(query, 'error_description') ?? '';
  found.push({
    kind: 'oidc-authorize-response',
    hop: hop.id,
    parameters: query,
    request: asked.hop,
    problems: recogniseErrors(description, 'oidc-authorize-error-description'),
  });
  return found;
}

/** Whether the URL is the redirect_uri of the request, whatever its query. */
function isReturnTo(url: string, asked: OidcAuthorizeRequest): boolean {
  const redirectUri = parameter(asked.parameters, 'redirect_uri');
  if (redirectUri === undefined || !URL.canParse(redirectUri) || !URL.canParse(url)) return false;
  const [there, expected] = [new URL(url), new URL(redirectUri)];
  return (
    there.protocol === expected.protocol &&
    there.host === expected.host &&
    there.pathname === expected.pathname
  );
}

/** They stand before those of the query, for of two with one name Login.gov (Rails) takes that of the query. */
function bodyParameters(hop: Hop): Parameter[] {
  const body = hop.request?.body;
  if (body?.kind !== 'form') return [];
  return body.fields.map(({ name, value }) => ({
    name,
    value,
    raw: value,
    ...(value.includes('\0') && { fault: 'nul' as const }),
  }));
}

/** Where an error page says what is wrong, by the endpoint that shows it. */
const PAGE_CONTEXTS: Partial<Record<Endpoint['kind'], ErrorContext>> = {
  'oidc-authorize': 'oidc-authorize-html',
  'oidc-logout': 'oidc-logout-html',
  'saml-auth': 'saml-auth-html',
  'saml-internal': 'saml-auth-html',
  'saml-logout': 'saml-logout-html',
};

function errorPage(
  navigation: Navigation,
  earlier: readonly Message[],
  deployments?: Deployments,
): ErrorPage | undefined {
  const hop = navigation.hops.at(-1);
  if (hop === undefined || navigation.page === undefined) return undefined;
  const endpoint = endpointOf(hop.url, deployments);
  const titles = endpoint === undefined ? undefined : ERROR_PAGE_TITLES[endpoint.kind];
  const title = navigation.page.title.replace(/\s*\|\s*Login\.gov\s*$/, '').trim();
  if (endpoint === undefined || titles?.includes(title) !== true) return undefined;
  const { messages } = navigation.page;
  const context = PAGE_CONTEXTS[endpoint.kind];
  const request = earlier.findLast(({ kind }) => kind.endsWith('-request'));
  return {
    kind: 'error-page',
    hop: hop.id,
    title: navigation.page.title,
    messages,
    problems: context === undefined ? [] : messages.flatMap((text) => recogniseErrors(text, context)),
    ...(request !== undefined && { request: request.hop }),
  };
}
