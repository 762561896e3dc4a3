import { fromBase64Url } from './decode/base64.ts';
import { parameter } from './decode/parameters.ts';
import type { History } from './history.ts';
import type { Hop, Message } from './model/index.ts';
import type { CodeVerifierMatch } from './rules/rule.ts';

/** A code_verifier has at most 128 characters (RFC 7636, section 4.1); longer ones are hashed up to this. */
const MAX_VERIFIER = 100_000;

const NONE: ReadonlyMap<Hop['id'], CodeVerifierMatch> = new Map();

/**
 * Compares the code_verifier of each token request with the code_challenge of the sign-in that its code comes from
 * (RFC 7636, section 4.6, method S256). Never rejects.
 */
export async function verifyCodeVerifiers(
  messages: readonly Message[],
  history: History,
): Promise<ReadonlyMap<Hop['id'], CodeVerifierMatch>> {
  if (!messages.some(({ kind }) => kind === 'oidc-token-request')) return NONE;
  const matches = new Map<Hop['id'], CodeVerifierMatch>();
  for (const message of messages) {
    if (message.kind !== 'oidc-token-request') continue;
    const [delivery] = history.deliveriesOf(parameter(message.parameters, 'code') ?? '');
    const verifier = parameter(message.parameters, 'code_verifier') ?? '';
    // Without either there is no PKCE to speak of; one without the other is a difference.
    if (delivery === undefined) matches.set(message.hop, 'unknown');
    else if (verifier !== '' || (delivery.codeChallenge ?? '') !== '') {
      matches.set(
        message.hop,
        (await isChallengeOf(verifier, delivery.codeChallenge)) ? 'matches' : 'differs',
      );
    }
  }
  return matches;
}

/** Login.gov decodes the challenge and encodes it anew: neither padding nor the alphabet makes a difference. */
async function isChallengeOf(verifier: string, challenge: string | undefined): Promise<boolean> {
  if (challenge === undefined) return false;
  const bytes = new TextEncoder().encode(verifier.slice(0, MAX_VERIFIER));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const text = btoa(String.fromCharCode(...digest));
  return unpadded(text) === unpadded(fromBase64Url(challenge));
}

function unpadded(base64: string): string {
  return base64.replace(/={1,2}$/, '');
}
