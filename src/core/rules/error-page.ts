import { DOCS } from '../login-gov/documentation.ts';
import { type EndpointKind, endpointOf } from '../login-gov/endpoints.ts';
import { environmentOf } from '../login-gov/environments.ts';
import { INACTIVE_PATH, isRateLimitTitle } from '../login-gov/error-pages.ts';
import type { ErrorPage, Hop, Navigation } from '../model/index.ts';
import { clip, messageRule, type Rule, type RuleContext, type Verdict, type Violation } from './rule.ts';

/** Rules about the pages on which Login.gov itself says what is wrong. */

/** The page of an endpoint of that kind with that status. */
function isPageOf(
  page: ErrorPage,
  context: RuleContext,
  kinds: readonly EndpointKind[],
  status: number,
): boolean {
  const hop = context.hop(page.hop);
  const kind = hop === undefined ? undefined : endpointOf(hop.url, context.flow.deployments)?.kind;
  return kind !== undefined && kinds.includes(kind) && hop?.response?.status === status;
}

function violation(page: ErrorPage): Violation {
  const said = page.messages.length === 0 ? 'no message' : `"${clip(page.messages.join(' '))}"`;
  return {
    summary: `Login.gov answered with its page "${clip(page.title)}": ${said}${/[.!?。]"$/.test(said) ? '' : '.'}`,
    fix: 'Correct the request; the other findings and the message on the page say how.',
    evidence: [{ hop: page.hop, at: { part: 'page', name: 'messages' }, actual: page.messages.join(' ') }],
    ...(page.request !== undefined && { said: { request: page.request, problems: page.problems } }),
  };
}

const SAML_PAGES: readonly EndpointKind[] = [
  'saml-auth',
  'saml-logout',
  'saml-remote-logout',
  'saml-internal',
];

/** HTTP 400 of a SAML endpoint without a body: there is no page to read then. */
function emptyAnswer({ flow }: RuleContext): Verdict {
  let unseen = false;
  for (const navigation of flow.navigations) {
    for (const hop of navigation.hops) {
      if (
        hop.response?.status !== 400 ||
        !SAML_PAGES.includes(endpointOf(hop.url, flow.deployments)?.kind ?? 'oidc-authorize')
      )
        continue;
      const bytes = bodySize(hop);
      if (bytes === 0) return emptyViolation(hop);
      if (bytes === undefined && !hasText(navigation, hop)) unseen = true;
    }
  }
  return unseen ? { skip: 'response-body-not-seen' } : undefined;
}

function bodySize({ response }: Hop): number | undefined {
  if (response?.bodyBytes !== undefined) return response.bodyBytes;
  const length = response?.headers.find(({ name }) => name.toLowerCase() === 'content-length')?.value;
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function hasText({ page, hops }: Navigation, hop: Hop): boolean {
  return page !== undefined && hops.at(-1) === hop && (page.title !== '' || page.messages.length > 0);
}

function emptyViolation(hop: Hop): Violation {
  return {
    summary:
      'Login.gov answered HTTP 400 with an empty body: its XML parser gave up on the request, or a remote logout could not be carried out.',
    fix: 'Send well-formed XML, encoded once: check the SAMLRequest with a decoder and look for damage by copying or by a template.',
    evidence: [{ hop: hop.id, at: { part: 'url', name: 'url' }, actual: 'HTTP 400, 0 bytes' }],
  };
}

function rateLimit({ flow }: RuleContext): Verdict {
  for (const { hops, page } of flow.navigations) {
    for (const hop of hops) {
      if (hop.response?.status === 429 && environmentOf(hop.url, flow.deployments) !== undefined)
        return limited(hop, 'HTTP 429');
    }
    const last = hops.at(-1);
    if (page === undefined || last === undefined || !isRateLimitTitle(page.title)) continue;
    if (environmentOf(last.url, flow.deployments) !== undefined) return limited(last, page.title);
  }
  return undefined;
}

function limited(hop: Hop, actual: string): Violation {
  return {
    summary:
      'Login.gov refused the request because too many came from the same place in a short time ("You have triggered an abuse detection mechanism.").',
    fix: 'Wait some minutes, send fewer requests, and do no load tests against Login.gov without asking first.',
    evidence: [{ hop: hop.id, at: { part: 'url', name: 'url' }, actual }],
  };
}

const ASKING = ['oidc-authorize-request', 'saml-authn-request'];

function inactive({ flow, messages, portal }: RuleContext): Verdict {
  for (const hop of flow.navigations.flatMap(({ hops }) => hops)) {
    const to = hop.response?.redirectUrl;
    if (to === undefined || !to.includes(INACTIVE_PATH) || environmentOf(to, flow.deployments) === undefined)
      continue;
    return {
      summary:
        'Login.gov knows the application, but its registration is inactive: it redirects to a page that says the application no longer uses Login.gov.',
      fix: ACTIVATE,
      evidence: [{ hop: hop.id, at: { part: 'response-header', name: 'Location' }, actual: clip(to) }],
    };
  }
  const request = messages.find(({ kind }) => ASKING.includes(kind));
  if (portal.active !== false || request === undefined) return undefined;
  return {
    summary:
      'The registration of the application is inactive. A request that is right in everything else ends on a page that says so; where the Partner Portal has deleted the registration, Login.gov answers as if the application had never been registered.',
    fix: ACTIVATE,
    evidence: [{ hop: request.hop, at: { part: 'url', name: 'url' }, expected: 'an active registration' }],
  };
}

const ACTIVATE = 'Set the application to active in the Login.gov Partner Portal, or ask Login.gov to do it.';

export const errorPageRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-response-html-error-page',
    severity: 'error',
    title: 'Authorize answered with an HTML error list',
    docs: [DOCS.oidcErrors],
    on: 'error-page',
    check: (page, context) =>
      isPageOf(page, context, ['oidc-authorize'], 200) ? violation(page) : undefined,
  }),
  messageRule({
    id: 'oidc-logout-html-error-page',
    severity: 'error',
    title: 'Logout answered with an HTML error list',
    docs: [DOCS.oidcLogoutResponse],
    on: 'error-page',
    check: (page, context) => (isPageOf(page, context, ['oidc-logout'], 200) ? violation(page) : undefined),
  }),
  messageRule({
    id: 'saml-error-page',
    severity: 'error',
    title: 'SAML endpoint answered with an error list',
    docs: [DOCS.loginGovErrors],
    on: 'error-page',
    check: (page, context) => (isPageOf(page, context, SAML_PAGES, 400) ? violation(page) : undefined),
  }),
  {
    id: 'saml-empty-400',
    severity: 'error',
    title: 'SAML endpoint answered HTTP 400 with empty body',
    docs: [DOCS.samlDecoding],
    on: 'flow',
    check: emptyAnswer,
  },
  {
    id: 'rate-limited',
    severity: 'error',
    title: 'Rate limit page',
    docs: [DOCS.loadTesting],
    on: 'flow',
    check: rateLimit,
  },
  {
    id: 'service-provider-inactive',
    severity: 'error',
    title: 'Service provider registered but inactive',
    docs: [DOCS.badClientId],
    needs: ['active'],
    decidesWithoutPortal: true,
    on: 'flow',
    check: inactive,
  },
];
