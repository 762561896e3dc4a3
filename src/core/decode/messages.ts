import { type Endpoint, endpointOf } from '../login-gov/endpoints.ts';
import { environmentOf } from '../login-gov/environments.ts';
import { ERROR_PAGE_TITLES } from '../login-gov/error-pages.ts';
import type { Flow, Hop, Message, Navigation, Parameter } from '../model/index.ts';
import { parameter, queryParameters } from './parameters.ts';
import { decodeSamlRequest, decodeSamlResponse, unseenSamlRequest } from './saml-message.ts';

/** Every protocol message of a flow, in the order of its hops. */
export function decodeMessages(flow: Flow): Message[] {
  const messages: Message[] = [];
  const known = new Set<string>();
  for (const navigation of flow.navigations) {
    const fromLoginGov = startedAtLoginGov(navigation);
    for (const hop of navigation.hops) {
      for (const message of messagesAt(hop, messages)) {
        if (!isRepeated(message, known, fromLoginGov)) messages.push(message);
      }
    }
    const page = errorPage(navigation);
    if (page !== undefined) messages.push(page);
  }
  return messages;
}

function startedAtLoginGov({ cause }: Navigation): boolean {
  return (
    'document' in cause && cause.document.url !== undefined && environmentOf(cause.document.url) !== undefined
  );
}

/**
 * Login.gov leads the user through its own endpoints again, after signing in or to confirm a sign-out:
 * that is the same request, not another one.
 */
function isRepeated(message: Message, known: Set<string>, fromLoginGov: boolean): boolean {
  if (!message.kind.endsWith('-request')) return false;
  const { hop: _, ...content } = message;
  const key = JSON.stringify(content);
  const repeated = known.has(key) || (fromLoginGov && known.has(message.kind));
  known.add(key).add(message.kind);
  return repeated;
}

function messagesAt(hop: Hop, earlier: readonly Message[]): Message[] {
  const endpoint = endpointOf(hop.url);
  if (endpoint !== undefined) {
    const request = requestAt(hop, endpoint);
    return request === undefined ? [] : [request];
  }
  return environmentOf(hop.url) === undefined ? responsesAt(hop, earlier) : [];
}

function requestAt(hop: Hop, endpoint: Endpoint): Message | undefined {
  const query = queryParameters(hop.url);
  switch (endpoint.kind) {
    case 'oidc-authorize':
      return { kind: 'oidc-authorize-request', hop: hop.id, parameters: query };
    case 'oidc-logout': {
      // A GET that confirms an earlier POST repeats its parameters; the page's own DELETE form has none.
      return { kind: 'oidc-logout-request', hop: hop.id, parameters: [...query, ...bodyParameters(hop)] };
    }
    case 'saml-auth':
    case 'saml-logout': {
      const expected = endpoint.kind === 'saml-auth' ? 'saml-authn-request' : 'saml-logout-request';
      if (parameter(query, 'SAMLRequest') !== undefined) {
        return decodeSamlRequest(hop.id, 'HTTP-Redirect', query, expected);
      }
      const fields = bodyParameters(hop);
      if (hop.method === 'POST' && parameter(fields, 'SAMLRequest') !== undefined) {
        return decodeSamlRequest(hop.id, 'HTTP-POST', fields, expected);
      }
      const body = hop.request?.body;
      if (hop.method === 'POST' && body?.kind !== 'form')
        return unseenSamlRequest(hop.id, expected, body?.bytes);
      if (endpoint.kind === 'saml-logout') return undefined;
      return decodeSamlRequest(
        hop.id,
        hop.method === 'POST' ? 'HTTP-POST' : 'HTTP-Redirect',
        query,
        expected,
      );
    }
    default:
      return undefined;
  }
}

/** What Login.gov sends back: recognised by its parameters at a site that is not Login.gov. */
function responsesAt(hop: Hop, earlier: readonly Message[]): Message[] {
  const found: Message[] = [];
  const fields = bodyParameters(hop);
  const query = queryParameters(hop.url);
  if (parameter(fields, 'SAMLResponse') !== undefined)
    found.push(decodeSamlResponse(hop.id, 'HTTP-POST', fields));
  if (parameter(query, 'SAMLResponse') !== undefined) {
    found.push(decodeSamlResponse(hop.id, 'HTTP-Redirect', query));
  }
  const asked = earlier.findLast((message) => message.kind === 'oidc-authorize-request');
  if (asked?.kind === 'oidc-authorize-request' && answers(hop.url, asked.parameters, query)) {
    found.push({ kind: 'oidc-authorize-response', hop: hop.id, parameters: query });
  }
  return found;
}

/** A return to the redirect_uri of the request with `code` or `error`. */
function answers(url: string, asked: readonly Parameter[], query: readonly Parameter[]): boolean {
  const redirectUri = parameter(asked, 'redirect_uri');
  if (redirectUri === undefined || !URL.canParse(redirectUri)) return false;
  if (parameter(query, 'code') === undefined && parameter(query, 'error') === undefined) return false;
  const [there, expected] = [new URL(url), new URL(redirectUri)];
  return (
    there.protocol === expected.protocol &&
    there.host === expected.host &&
    there.pathname === expected.pathname
  );
}

function bodyParameters(hop: Hop): Parameter[] {
  const body = hop.request?.body;
  return body?.kind === 'form' ? body.fields.map(({ name, value }) => ({ name, value, raw: value })) : [];
}

function errorPage(navigation: Navigation): Message | undefined {
  const hop = navigation.hops.at(-1);
  if (hop === undefined || navigation.page === undefined) return undefined;
  const endpoint = endpointOf(hop.url);
  const titles = endpoint === undefined ? undefined : ERROR_PAGE_TITLES[endpoint.kind];
  const title = navigation.page.title.replace(/\s*\|\s*Login\.gov\s*$/, '').trim();
  if (titles?.includes(title) !== true) return undefined;
  return {
    kind: 'error-page',
    hop: hop.id,
    title: navigation.page.title,
    messages: navigation.page.messages,
  };
}
