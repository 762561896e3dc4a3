import type { Capture } from '../model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  captureOf,
  flow,
  hop,
  LOGIN_GOV,
  logoutUrl,
  navigation,
  type RuleExample,
  requestCapture,
  samlPost,
} from './example-support/index.ts';

const document = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' };
const script = { 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Mode': 'cors' };

function sent(url: string, headers: Readonly<Record<string, string>>): Capture {
  return requestCapture({ url, headers });
}

/** In that frame of a tab; 0 is the tab itself. */
function inFrame(frame: number): Capture {
  return captureOf(flow([navigation([hop(authorizeUrl())])], { tab: { id: 7, frame } }));
}

const destination = { part: 'request-header', name: 'Sec-Fetch-Dest' } as const;
const mode = { part: 'request-header', name: 'Sec-Fetch-Mode' } as const;

export const fetchMetadataExamples: readonly RuleExample[] = [
  {
    rule: 'request-in-frame',
    fails: () => ({
      capture: sent(authorizeUrl(), { ...document, 'Sec-Fetch-Dest': 'iframe' }),
      evidence: [{ ...destination, actual: 'iframe' }],
    }),
    passes: () => ({ capture: sent(authorizeUrl(), document) }),
    skips: () => ({ capture: requestCapture(authorizeUrl()), reason: 'headers-not-seen' }),
  },
  {
    rule: 'request-in-frame',
    fails: () => ({ capture: inFrame(3), evidence: [destination] }),
    passes: () => ({ capture: inFrame(0) }),
  },
  {
    rule: 'authorize-called-by-script',
    fails: () => ({ capture: sent(authorizeUrl(), script), evidence: [{ ...mode, actual: 'cors' }] }),
    passes: () => ({ capture: sent(authorizeUrl(), document) }),
    skips: () => ({ capture: requestCapture(logoutUrl()), reason: 'headers-not-seen' }),
  },
  {
    rule: 'authorize-called-by-script',
    fails: () => ({
      capture: requestCapture({
        ...samlPost(authnRequest()),
        headers: { ...script, 'Sec-Fetch-Mode': 'no-cors' },
      }),
      evidence: [{ ...mode, actual: 'no-cors' }],
    }),
    // Scripts may call the API.
    passes: () => ({ capture: sent(`${LOGIN_GOV}/api/openid_connect/userinfo`, script) }),
  },
];
