import { expect, test } from 'vitest';
import { decodeMessages } from '../../src/core/decode/messages.ts';
import { CaptureHistory } from '../../src/core/history.ts';
import type { Capture } from '../../src/core/model/index.ts';
import { verifyCodeVerifiers } from '../../src/core/verify-pkce.ts';
import {
  afterSignIn,
  CODE_CHALLENGE,
  CODE_VERIFIER,
  captureOf,
  flow,
  flowCapture,
  navigation,
  pkceTokenRequest,
  tokenRequest,
} from '../support/builders.ts';

/** What is said of each token request of the last flow. */
async function verified({ flows }: Capture): Promise<string[]> {
  const history = new CaptureHistory();
  for (const each of flows) history.put(each, decodeMessages(each));
  const last = flows.at(-1);
  const checks = await verifyCodeVerifiers(last === undefined ? [] : decodeMessages(last), history);
  return [...checks.values()];
}

const asked = { code_challenge: CODE_CHALLENGE };

test.each([
  ['the pair of RFC 7636', asked, CODE_VERIFIER, ['matches']],
  ['a padded challenge', { code_challenge: `${CODE_CHALLENGE}=` }, CODE_VERIFIER, ['matches']],
  [
    'a challenge in plain base64',
    { code_challenge: CODE_CHALLENGE.replace('-', '+') },
    CODE_VERIFIER,
    ['matches'],
  ],
  ['another verifier', asked, `${CODE_VERIFIER}x`, ['differs']],
  ['no verifier', asked, undefined, ['differs']],
  ['no challenge', {}, CODE_VERIFIER, ['differs']],
  ['neither', {}, undefined, []],
])('%s', async (_, parameters, code_verifier, expected) => {
  expect(await verified(afterSignIn([pkceTokenRequest({ code_verifier })], parameters))).toEqual(expected);
});

test('the sign-in may be another flow of the capture', async () => {
  const [signIn] = afterSignIn([], asked).flows;
  const call = flow([navigation([pkceTokenRequest()])], { id: 'later' });
  expect(await verified(captureOf(...(signIn === undefined ? [] : [signIn]), call))).toEqual(['matches']);
});

test('without the sign-in nothing is known', async () => {
  expect(await verified(flowCapture(navigation([tokenRequest()])))).toEqual(['unknown']);
});
