import { fromBase64Url } from '../../core/decode/base64.ts';
import { parameter } from '../../core/decode/parameters.ts';
import type { Message } from '../../core/model/index.ts';
import { encodeBase64, toBase64Url } from './base64.ts';
import type { Secrets } from './secrets.ts';

/** Token requests beyond this number keep no match. */
const MAX_VERIFIERS = 1000;
/** As rules hash. */
const MAX_LENGTH = 100_000;

/**
 * A code_challenge is the SHA-256 of a code_verifier (RFC 7636, section 4.2): where the two match, the texts in their
 * places do, too. The challenge keeps its padding and alphabet.
 */
export async function carryChallenges(messages: readonly Message[], secrets: Secrets): Promise<void> {
  const challenges = new Set<string>();
  const verifiers = new Set<string>();
  for (const message of messages) {
    if (message.kind === 'oidc-authorize-request')
      challenges.add(parameter(message.parameters, 'code_challenge') ?? '');
    if (message.kind === 'oidc-token-request')
      verifiers.add(parameter(message.parameters, 'code_verifier') ?? '');
  }
  const pending = new Map([...challenges].map((challenge) => [plain(challenge), challenge] as const));
  for (const verifier of [...verifiers].slice(0, MAX_VERIFIERS)) {
    const challenge = pending.get(await challengeOf(verifier));
    if (challenge === undefined || challenge === '') continue;
    const made = await challengeOf(secrets.replace(verifier, 'code_verifier'));
    const padding = /=*$/.exec(challenge)?.[0] ?? '';
    const alphabet = /[+/]/.test(challenge) ? fromBase64Url(made) : made;
    secrets.decide(challenge, alphabet + padding);
  }
}

async function challengeOf(verifier: string): Promise<string> {
  const bytes = new TextEncoder().encode(verifier.slice(0, MAX_LENGTH));
  return toBase64Url(encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
}

function plain(challenge: string): string {
  return toBase64Url(challenge);
}
