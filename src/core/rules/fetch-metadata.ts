import { DOCS } from '../login-gov/documentation.ts';
import type { Hop } from '../model/index.ts';
import { type LoginGovHop, loginGovHops } from './login-gov-hops.ts';
import { clip, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about what asked for Login.gov: the tab itself, a frame or a script (Fetch Metadata Request Headers). */

const FRAMES = ['iframe', 'frame', 'embed', 'object'];
const SCRIPT_MODES = ['cors', 'no-cors', 'same-origin'];

function header({ request }: Hop, name: string): string | undefined {
  return request?.headers?.find((candidate) => candidate.name.toLowerCase() === name)?.value.trim();
}

function inFrame({ flow }: RuleContext): Verdict {
  const frame = flow.tab !== undefined && flow.tab.frame !== 0;
  let unseen = false;
  for (const { hop } of loginGovHops(flow)) {
    const destination = header(hop, 'sec-fetch-dest');
    if (!frame && (destination === undefined || !FRAMES.includes(destination))) {
      unseen ||= hop.request?.headers === undefined;
      continue;
    }
    return {
      summary:
        'Login.gov was opened inside a frame of another page. It forbids that (X-Frame-Options: DENY), so the browser shows an empty frame.',
      fix: 'Open Login.gov in the tab itself or in a window of its own, by a link or a redirect.',
      evidence: [
        {
          hop: hop.id,
          at: { part: 'request-header', name: 'Sec-Fetch-Dest' },
          ...(destination !== undefined && { actual: destination }),
          expected: 'document',
        },
      ],
    };
  }
  return unseen && flow.tab === undefined ? { skip: 'headers-not-seen' } : undefined;
}

/** Not the API: scripts may call that. */
function isPageEndpoint({ endpoint }: LoginGovHop): boolean {
  return endpoint !== undefined && endpoint.kind !== 'oidc-token' && endpoint.kind !== 'oidc-userinfo';
}

function byScript({ flow }: RuleContext): Verdict {
  let unseen = false;
  for (const found of loginGovHops(flow)) {
    if (!isPageEndpoint(found)) continue;
    const { hop } = found;
    if (hop.request?.headers === undefined) {
      // Of a live browser only documents are recorded.
      unseen ||= !hop.seenBy.some((source) => source === 'web-request' || source === 'web-navigation');
      continue;
    }
    const mode = header(hop, 'sec-fetch-mode') ?? '';
    if (!SCRIPT_MODES.includes(mode) || header(hop, 'sec-fetch-dest') !== 'empty') continue;
    return {
      summary: `A script asked for ${clip(new URL(hop.url).pathname)} (fetch or XMLHttpRequest). Login.gov allows no other site's scripts to read that address, so the script gets a network error, and no sign-in page can appear.`,
      fix: 'Send the browser itself there: set location.href, submit a form, or answer the request with a redirect that the page navigates to.',
      evidence: [
        {
          hop: hop.id,
          at: { part: 'request-header', name: 'Sec-Fetch-Mode' },
          actual: mode,
          expected: 'navigate',
        },
      ],
    };
  }
  return unseen ? { skip: 'headers-not-seen' } : undefined;
}

export const fetchMetadataRules: readonly Rule[] = [
  {
    id: 'request-in-frame',
    severity: 'error',
    title: 'Login.gov opened inside a frame',
    docs: [DOCS.cannotEmbed],
    on: 'flow',
    check: inFrame,
  },
  {
    id: 'authorize-called-by-script',
    severity: 'error',
    title: 'Authorize/SAML endpoint called with fetch or XHR instead of navigation',
    docs: [DOCS.cannotEmbed],
    on: 'flow',
    check: byScript,
  },
];
