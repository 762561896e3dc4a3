import {
  actionUrl,
  allowsFormsToSelfOnly,
  judgeFormAction,
  predictFormAction,
  uriToRegister,
} from '../csp/index.ts';
import { policiesInHeaders } from '../flow/policies.ts';
import { clientOf, hopsAfterCallback, isBefore } from '../history.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { endpointOf } from '../login-gov/endpoints.ts';
import { environmentOf } from '../login-gov/environments.ts';
import type { Flow, FormActionBlock, FormActionJudgement, Hop, Navigation } from '../model/index.ts';
import { clip, type Rule, type RuleContext, type Verdict, type Violation } from './rule.ts';

/** Rules about the redirects that the form-action directive of Login.gov's pages stops (CSP Level 3, section 6.4.1). */

/** A form of Login.gov sent the user on, and what its page allowed is not known. */
function policiesUnseen({ cause }: Navigation, { deployments }: Flow): boolean {
  if (cause.kind !== 'form' || cause.document.policies !== undefined) return false;
  return cause.document.url !== undefined && environmentOf(cause.document.url, deployments) !== undefined;
}

function gap(context: RuleContext): { judgement: FormActionJudgement; block: FormActionBlock } | undefined {
  for (const judgement of context.formActions) {
    const { chromium } = judgement;
    if (chromium !== null && environmentOf(judgement.documentUrl, context.flow.deployments) !== undefined)
      return { judgement, block: chromium };
  }
  return undefined;
}

function gapViolation(
  { judgement, block }: { judgement: FormActionJudgement; block: FormActionBlock },
  flow: Flow,
): Violation {
  const place = clip(uriToRegister(block.url));
  const others =
    judgement.firefox === null
      ? ' Firefox would follow it: it checks only the address the form itself is sent to.'
      : ' Firefox refuses it, too.';
  const here = flow.engine === 'firefox' ? 'This browser followed the redirect; Chromium refuses it.' : '';
  const form = clip(uriToRegister(judgement.documentUrl));
  return {
    summary: `${here === '' ? '' : `${here} `}The form on ${form} led to ${place}, which that page's policy does not allow: "${block.directive}". Chrome and Edge stop there, and their console names the form's own address instead.${others}`,
    fix: 'Register the address as a redirect URI of the application in the Login.gov Partner Portal, or let the callback stay on an address that is registered.',
    values: [{ label: 'Redirect URI to register', value: uriToRegister(block.url) }],
    evidence: [
      {
        hop: block.hop,
        at: { part: 'url', name: 'url' },
        actual: block.url,
        expected: block.directive,
      },
    ],
  };
}

/** The chains after the callback that this flow and earlier ones of the client made, this one's first. */
function chainsAfterCallback(context: RuleContext, action: string): Chain[] {
  const { flow, history, messages } = context;
  const request = messages.find((message) => clientOf(message) !== undefined);
  const client = request === undefined ? undefined : clientOf(request);
  const known = client === undefined ? [] : history.callbackHopsOf(client);
  const isOneRequest = flow.navigations.length === 1 && flow.navigations[0]?.hops.length === 1;
  if (known.length === 0 && isOneRequest) return [];
  const own = { own: true, hops: hopsAfterCallback(flow).map(({ id, url }) => ({ hop: id, url })) };
  const here = request === undefined ? undefined : history.sightingAt(request.hop, flow.id);
  const earlier = new Map<Flow['id'], { hop: Hop['id']; url: string }[]>();
  for (const sighting of known) {
    if (sighting.flow === flow.id || here === undefined || !isBefore(sighting, here)) continue;
    const chain = earlier.get(sighting.flow);
    if (chain === undefined) earlier.set(sighting.flow, [sighting]);
    else chain.push(sighting);
  }
  // A sign-in that came back elsewhere says nothing about this one.
  const alike = [...earlier.values()].filter(
    ([first]) => first !== undefined && isSamePage(first.url, action),
  );
  const newest = alike.toReversed().slice(0, MAX_CHAINS);
  return [own, ...newest.map((hops) => ({ own: false, hops }))].filter(({ hops }) => hops.length > 0);
}

interface Chain {
  /** It is that of the flow itself. */
  readonly own: boolean;
  readonly hops: readonly { readonly hop: Hop['id']; readonly url: string }[];
}

/** Earlier sign-ins beyond this number are not compared. */
const MAX_CHAINS = 10;

function isSamePage(a: string, b: string): boolean {
  const [page, other] = [a, b].map((url) => url.replace(/[?#].*$/s, ''));
  return page === other;
}

function predictedGap(context: RuleContext): Verdict {
  const { flow, portal } = context;
  const action = actionUrl(context.messages, portal);
  if (action === undefined) return undefined;
  const chains = chainsAfterCallback(context, action.url);
  if (chains.length === 0) return undefined;
  const policy = predictFormAction(action.url, portal.redirect_uris ?? []);
  for (const { own, hops } of chains) {
    const verdict = judgeFormAction({
      documentUrl: loginGovUrl(flow),
      policies: [{ value: policy, disposition: 'enforce' }],
      target: loginGovUrl(flow),
      redirects: hops.map(({ url }) => url),
      engine: 'chromium',
    });
    const refused = verdict.blockedAt === null ? undefined : hops[verdict.blockedAt - 1];
    if (refused === undefined) continue;
    const uri = uriToRegister(refused.url);
    return {
      summary: `With the registered redirect URIs Login.gov sends "${clip(policy)}", which does not allow ${clip(uri)}${own ? '' : ', where an earlier sign-in of this application went after its callback'}.`,
      fix: 'Add the address to the redirect URIs of the application in the Login.gov Partner Portal.',
      values: [{ label: 'Redirect URI to register', value: uri }],
      evidence: [
        own
          ? { hop: refused.hop, at: { part: 'url', name: 'url' }, actual: refused.url, expected: policy }
          : { hop: action.hop, at: action.at, actual: action.url, expected: policy },
      ],
    };
  }
  return undefined;
}

export const formActionRules: readonly Rule[] = [
  {
    id: 'csp-form-action-redirect-gap',
    severity: 'error',
    title: 'Redirect chain leaves the form-action list',
    docs: [DOCS.redirects],
    on: 'flow',
    unseen: ({ flow }) =>
      flow.navigations.some((navigation) => policiesUnseen(navigation, flow))
        ? 'policies-not-seen'
        : undefined,
    check: (context) => {
      const found = gap(context);
      return found === undefined ? undefined : gapViolation(found, context.flow);
    },
  },
  {
    id: 'csp-form-action-gap-predicted',
    severity: 'warning',
    title: 'Registered URIs will not cover this redirect chain',
    docs: [DOCS.redirects],
    needs: ['redirect_uris'],
    on: 'flow',
    check: predictedGap,
  },
  {
    id: 'csp-form-action-not-sent',
    severity: 'info',
    title: 'form-action has no SP origins (client_side_js mode)',
    docs: [DOCS.redirects],
    on: 'flow',
    check: ({ flow, messages }) => {
      if (!messages.some(({ kind }) => kind === 'oidc-authorize-request')) return undefined;
      if (messages.some(({ kind }) => kind === 'error-page')) return undefined;
      for (const hop of flow.navigations.flatMap(({ hops }) => hops)) {
        if (hop.response?.status !== 200 || environmentOf(hop.url, flow.deployments) === undefined) continue;
        if (endpointOf(hop.url, flow.deployments) !== undefined) continue;
        if (!allowsFormsToSelfOnly(policiesInHeaders(hop.response.headers))) continue;
        return {
          summary:
            'This page of Login.gov allows forms to itself only: the deployment hands the user back with a scripted link, which form-action does not govern. A gap that exists in production cannot show here.',
          fix: 'Test the redirects against a deployment that hands over with a server redirect, or compare them with the registered redirect URIs.',
          evidence: [
            {
              hop: hop.id,
              at: { part: 'response-header', name: 'content-security-policy' },
              actual: "form-action 'self'",
            },
          ],
        };
      }
      return undefined;
    },
  },
];

function loginGovUrl(flow: Flow): string {
  const hop = flow.navigations
    .flatMap(({ hops }) => hops)
    .find(({ url }) => environmentOf(url, flow.deployments) !== undefined);
  return hop?.url ?? 'https://secure.login.gov/';
}
