import { DOCS } from '../login-gov/documentation.ts';
import { type Endpoint, endpointOf } from '../login-gov/endpoints.ts';
import type { ErrorPage } from '../model/index.ts';
import { clip, messageRule, type Rule, type RuleContext, type Violation } from './rule.ts';

/** Rules about the pages on which Login.gov itself lists what is wrong. */

function statusAt(page: ErrorPage, { flow }: RuleContext): { endpoint?: Endpoint; status?: number } {
  const hop = flow.navigations.flatMap(({ hops }) => hops).find(({ id }) => id === page.hop);
  const endpoint = hop === undefined ? undefined : endpointOf(hop.url);
  return {
    ...(endpoint !== undefined && { endpoint }),
    ...(hop?.response !== undefined && { status: hop.response.status }),
  };
}

function violation(page: ErrorPage): Violation {
  const said = page.messages.length === 0 ? 'no message' : `"${clip(page.messages.join(' '))}"`;
  return {
    summary: `Login.gov answered with its page "${page.title}": ${said}`,
    fix: 'Correct the request; the other findings and the message on the page say how.',
    evidence: [{ hop: page.hop, at: { part: 'page', name: 'messages' }, actual: page.messages.join(' ') }],
  };
}

export const errorPageRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-response-html-error-page',
    severity: 'error',
    title: 'Authorize answered with an HTML error list',
    docs: [DOCS.oidcErrors],
    on: 'error-page',
    check: (page, context) => {
      const { endpoint, status } = statusAt(page, context);
      return endpoint?.kind === 'oidc-authorize' && status === 200 ? violation(page) : undefined;
    },
  }),
  messageRule({
    id: 'oidc-logout-html-error-page',
    severity: 'error',
    title: 'Logout answered with an HTML error list',
    docs: [DOCS.oidcLogoutResponse],
    on: 'error-page',
    check: (page, context) => {
      const { endpoint, status } = statusAt(page, context);
      return endpoint?.kind === 'oidc-logout' && status === 200 ? violation(page) : undefined;
    },
  }),
  messageRule({
    id: 'saml-error-page',
    severity: 'error',
    title: 'SAML endpoint answered with an error list',
    docs: [DOCS.loginGovErrors],
    on: 'error-page',
    check: (page, context) => {
      const { endpoint, status } = statusAt(page, context);
      return endpoint?.kind.startsWith('saml-') === true && status === 400 ? violation(page) : undefined;
    },
  }),
];
