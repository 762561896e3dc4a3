import { apiAnswer } from './decode/api-answer.ts';
import { parameter } from './decode/parameters.ts';
import { addressOf } from './login-gov/address.ts';
import { endpointOf, isMistakenEndpoint } from './login-gov/endpoints.ts';
import { type Deployments, environmentOf } from './login-gov/environments.ts';
import type { Flow, FormActionJudgement, Hop, Message, Navigation, Outcome } from './model/index.ts';

/**
 * How the flow ended, in one sentence that names the place. Of several signs the latest counts: a refused
 * attempt that was repeated with success is a success.
 */
export function outcomeOf(
  flow: Flow,
  messages: readonly Message[],
  formActions: readonly FormActionJudgement[],
): Outcome {
  const position = new Map(hopsOf(flow).map(({ id }, index) => [id, index] as const));
  const signs = [
    refusedCall(flow, messages),
    refusedByBrowser(flow, formActions),
    refusedByLoginGov(flow, messages),
    networkError(flow),
    returned(flow, messages),
    signedOut(flow, messages),
  ].filter((sign) => sign !== undefined);
  const at = ({ hop }: Outcome) => position.get(hop ?? '') ?? -1;
  // Of two signs at one hop the earlier in the list says more.
  const latest = signs.reduce<Outcome | undefined>(
    (best, sign) => (best === undefined || at(sign) > at(best) ? sign : best),
    undefined,
  );
  return latest ?? unfinished(flow, messages);
}

/** The last one that the browser made: the calls of scripts lead nowhere. Of a flow that has nothing else, the last. */
function lastNavigation({ navigations, deployments }: Flow): Navigation | undefined {
  return (
    navigations.findLast(({ hops }) => !hops.every((hop) => isApiCall(hop, deployments))) ??
    navigations.at(-1)
  );
}

function isApiCall({ url }: Hop, deployments?: Deployments): boolean {
  const kind = endpointOf(url, deployments)?.kind;
  return kind === 'oidc-token' || kind === 'oidc-userinfo';
}

/** The last token or user info request, if Login.gov refused it. */
function refusedCall(flow: Flow, messages: readonly Message[]): Outcome | undefined {
  const last = messages.findLast(
    ({ kind }) => kind === 'oidc-token-request' || kind === 'oidc-userinfo-request',
  );
  const hop = last === undefined ? undefined : hopsOf(flow).find(({ id }) => id === last.hop);
  const { status, error } = apiAnswer(hop, flow.deployments);
  if (last === undefined || hop === undefined || status === undefined || status < 400) return undefined;
  const what = last.kind === 'oidc-token-request' ? 'token request' : 'user info request';
  return {
    kind: 'refused-by-login-gov',
    hop: hop.id,
    summary: `Login.gov refused the ${what} at hop ${numberOf(flow, hop.id)} with HTTP ${status}${error === undefined ? '.' : `: "${error.slice(0, 500)}"`}`,
  };
}

/** Chromium refuses the hop by the policy, and the navigation indeed ended there. */
function refusedByBrowser(flow: Flow, formActions: readonly FormActionJudgement[]): Outcome | undefined {
  for (const { navigation: id, documentUrl, chromium, firefox } of formActions.toReversed()) {
    const navigation = flow.navigations.find((candidate) => candidate.id === id);
    const block = flow.engine === 'firefox' ? firefox : chromium;
    if (block === null || navigation === undefined || !stopped(navigation)) continue;
    const browser = flow.engine === 'firefox' ? 'Firefox' : 'Chromium';
    return {
      kind: 'refused-by-browser',
      hop: block.hop,
      summary: `${browser} refused hop ${numberOf(flow, block.hop)}, ${address(block.url)}, because the page at ${hostOf(documentUrl)} does not allow its forms to lead there (${block.directive}).`,
    };
  }
  return undefined;
}

/** The browser showed no document and the last hop got no answer. */
function stopped({ committed, hops }: Navigation): boolean {
  return !committed && hops.at(-1)?.response === undefined;
}

function refusedByLoginGov(flow: Flow, messages: readonly Message[]): Outcome | undefined {
  const page = messages.findLast((message) => message.kind === 'error-page');
  if (page?.kind === 'error-page') {
    const said = page.messages.length === 0 ? `its page "${page.title}"` : `"${page.messages.join(' ')}"`;
    return {
      kind: 'refused-by-login-gov',
      hop: page.hop,
      summary: `Login.gov refused the request at hop ${numberOf(flow, page.hop)}: ${said}`,
    };
  }
  const response = messages.findLast((message) => message.kind === 'oidc-authorize-response');
  const error =
    response?.kind === 'oidc-authorize-response' ? parameter(response.parameters, 'error') : undefined;
  if (response?.kind === 'oidc-authorize-response' && error !== undefined && error !== 'access_denied') {
    const said = parameter(response.parameters, 'error_description');
    return {
      kind: 'refused-by-login-gov',
      hop: response.hop,
      summary: `Login.gov refused the request and sent the user back with ${error}${said === undefined ? '.' : `: "${said}"`}`,
    };
  }
  const saml = messages.findLast((message) => message.kind === 'saml-response');
  const status = saml?.kind === 'saml-response' ? saml.document?.status : undefined;
  if (saml !== undefined && status !== undefined && status !== SUCCESS) {
    return {
      kind: 'refused-by-login-gov',
      hop: saml.hop,
      summary: `Login.gov refused the request and sent a SAML response with status ${status}.`,
    };
  }
  const failed = endOf(flow);
  if (failed === undefined || !isProtocolFailure(failed, flow.deployments)) return undefined;
  return {
    kind: 'refused-by-login-gov',
    hop: failed.id,
    summary: `Login.gov refused the request: hop ${numberOf(flow, failed.id)}, ${address(failed.url)}, was answered with HTTP ${failed.response?.status}.`,
  };
}

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

function isProtocolFailure(hop: Hop, deployments?: Deployments): boolean {
  if ((hop.response?.status ?? 0) < 400) return false;
  return endpointOf(hop.url, deployments) !== undefined || isMistakenEndpoint(hop.url, deployments);
}

function networkError(flow: Flow): Outcome | undefined {
  const navigation = lastNavigation(flow);
  const last = navigation?.hops.at(-1);
  if (navigation?.committed !== false || last?.error === undefined) return undefined;
  return {
    kind: 'network-error',
    hop: last.id,
    summary: `Hop ${numberOf(flow, last.id)}, ${address(last.url)}, failed: ${last.error}.`,
  };
}

function returned(flow: Flow, messages: readonly Message[]): Outcome | undefined {
  const response = messages.findLast(
    (message) => message.kind === 'oidc-authorize-response' || message.kind === 'saml-response',
  );
  if (response?.kind === 'oidc-authorize-response') {
    const where = address(hopsOf(flow).find(({ id }) => id === response.hop)?.url ?? '');
    if (parameter(response.parameters, 'error') === 'access_denied') {
      const summary = `The user cancelled at Login.gov and was sent back to ${where}.`;
      return { kind: 'cancelled', hop: response.hop, summary };
    }
    if (parameter(response.parameters, 'code') === undefined) return undefined;
    return {
      kind: 'signed-in',
      hop: endOf(flow)?.id ?? response.hop,
      summary: signedInAt(flow, 'an authorization code'),
    };
  }
  const status = response?.kind === 'saml-response' ? (response.document?.status ?? SUCCESS) : SUCCESS;
  if (status === SUCCESS && (response !== undefined || leftForServiceProvider(flow, messages))) {
    const end = endOf(flow);
    return {
      kind: 'signed-in',
      ...(end !== undefined && { hop: end.id }),
      summary: signedInAt(flow, 'a SAML response'),
    };
  }
  return undefined;
}

function signedInAt(flow: Flow, what: string): string {
  const end = endOf(flow);
  const place = end === undefined ? '' : `; the browser ended at ${address(end.url)}`;
  return `Login.gov signed the user in and sent ${what} to the application${place}.`;
}

/** A SAML sign-in whose response was posted to a site that we may not see into. */
function leftForServiceProvider(flow: Flow, messages: readonly Message[]): boolean {
  if (!messages.some(({ kind }) => kind === 'saml-authn-request')) return false;
  const last = lastNavigation(flow);
  const cause = last?.cause;
  const fromLoginGov = cause?.kind === 'form' && isLoginGov(cause.document.url, flow.deployments);
  return fromLoginGov && last?.committed === true && !isLoginGov(last.hops.at(-1)?.url, flow.deployments);
}

function signedOut(flow: Flow, messages: readonly Message[]): Outcome | undefined {
  const request = messages.findLast(
    ({ kind }) => kind === 'oidc-logout-request' || kind === 'saml-logout-request',
  );
  const end = endOf(flow);
  const shown = lastNavigation(flow)?.committed === true;
  if (request === undefined || end === undefined || !shown || isLoginGov(end.url, flow.deployments))
    return undefined;
  return {
    kind: 'signed-out',
    hop: end.id,
    summary: `Login.gov ended its session and sent the user back to ${address(end.url)}.`,
  };
}

function unfinished(flow: Flow, messages: readonly Message[]): Outcome {
  const hops = hopsOf(flow);
  const end = endOf(flow);
  if (hops.length === 1 && end?.response === undefined && end?.seenBy[0] === 'file') {
    const what = nameOf(messages[0]?.kind);
    return {
      kind: 'unfinished',
      hop: end.id,
      summary: `Only the ${what} request is known, not what came of it.`,
    };
  }
  if (end?.response !== undefined && isApiCall(end, flow.deployments)) {
    return {
      kind: 'unfinished',
      hop: end.id,
      summary: `Only the ${nameOf(messages.at(-1)?.kind)} request is known; Login.gov answered it with HTTP ${end.response.status}.`,
    };
  }
  const where = end === undefined ? '' : ` The last address was ${address(end.url)}.`;
  return {
    kind: 'unfinished',
    ...(end !== undefined && { hop: end.id }),
    summary: `The user has not come back from Login.gov.${where}`,
  };
}

function nameOf(kind: Message['kind'] | undefined): string {
  if (kind === 'oidc-token-request') return 'token';
  if (kind === 'oidc-userinfo-request') return 'user info';
  return kind?.includes('logout') === true ? 'sign-out' : 'sign-in';
}

function hopsOf(flow: Flow): Hop[] {
  return flow.navigations.flatMap(({ hops }) => hops);
}

function endOf(flow: Flow): Hop | undefined {
  return lastNavigation(flow)?.hops.at(-1);
}

/** Number of the hop as shown: counted through the whole flow from 1. */
function numberOf(flow: Flow, id: string): number {
  return hopsOf(flow).findIndex((hop) => hop.id === id) + 1;
}

function isLoginGov(url: string | undefined, deployments?: Deployments): boolean {
  return url !== undefined && environmentOf(url, deployments) !== undefined;
}

function hostOf(url: string): string {
  return addressOf(url)?.host ?? url;
}

/** A URL without query and fragment, which hold codes and tokens. */
function address(url: string): string {
  const known = addressOf(url);
  if (known === undefined) return url.slice(0, 200);
  return `${known.protocol}//${known.host}${known.pathname}`.slice(0, 300);
}
