import {
  authorizeUrl,
  CLIENT_ID,
  callbackUrl,
  flow,
  flowCapture,
  navigation,
  pageHop,
  type RuleExample,
  redirect,
  requestCapture,
  type Values,
} from './example-support/index.ts';

const asking = (prompt: string | undefined) => ({ capture: requestCapture(authorizeUrl({ prompt })) });
const at = (actual?: string) =>
  ({ part: 'query', name: 'prompt', ...(actual !== undefined && { actual }) }) as const;
const START = 1_772_552_467_000;
const NEW_STATE = '0b1c2d3e4f5061728394a5b6c7d8e9f0';

/** A hand-over, and the application's request for another sign-in some milliseconds later. */
function repeated(milliseconds: number | undefined, state = NEW_STATE) {
  const time = (offset: number) => (milliseconds === undefined ? {} : { time: START + offset });
  const again = authorizeUrl({ prompt: 'login', state, nonce: 'f0e9d8c7b6a5949382716050f4e3d2c1' });
  return {
    capture: flowCapture(
      navigation([
        redirect(authorizeUrl(), callbackUrl(), time(0)),
        redirect(callbackUrl(), again, time(1000)),
        { ...pageHop(again), ...time(1000 + (milliseconds ?? 0)) },
      ]),
    ),
  };
}

/** The same in a sign-in of its own, after the application had come back with the given parameters. */
function repeatedLater(seconds: number, answer?: Values) {
  const again = authorizeUrl({
    prompt: 'login',
    state: NEW_STATE,
    nonce: 'f0e9d8c7b6a5949382716050f4e3d2c1',
  });
  const first = navigation([
    redirect(authorizeUrl(), callbackUrl(answer), { time: START }),
    { ...pageHop(callbackUrl(answer)), time: START + 1000 },
  ]);
  const second = navigation([{ ...pageHop(again), time: START + 1000 * (1 + seconds) }]);
  return {
    capture: { version: 1, flows: [flow([first], { id: 'f1' }), flow([second], { id: 'f2' })] } as const,
  };
}

export const promptExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-prompt-missing',
    fails: () => ({ ...asking(undefined), evidence: [at()] }),
    passes: () => asking('select_account'),
  },
  {
    rule: 'oidc-prompt-empty',
    fails: () => ({ ...asking(''), evidence: [at('')] }),
    // Without "=" it is as if it were not there.
    passes: () => ({ capture: requestCapture(`${authorizeUrl({ prompt: undefined })}&prompt`) }),
  },
  {
    rule: 'oidc-prompt-unsupported',
    fails: () => ({ ...asking('login select_account'), evidence: [at('login select_account')] }),
    passes: () => asking('login'),
  },
  {
    rule: 'oidc-prompt-login-not-allowed',
    fails: () => ({
      ...asking('login'),
      portal: { issuer: CLIENT_ID, allow_prompt_login: false },
      evidence: [at('login')],
    }),
    passes: () => ({ ...asking('login'), portal: { issuer: CLIENT_ID, allow_prompt_login: true } }),
  },
  {
    rule: 'oidc-prompt-create-not-allowed',
    fails: () => ({ ...asking('create'), portal: { issuer: CLIENT_ID }, evidence: [at('create')] }),
    passes: () => ({ ...asking('create'), portal: { issuer: CLIENT_ID, create_prompt_allowed: true } }),
  },
  {
    rule: 'sp-handoff-bounced',
    fails: () => ({ ...repeated(1500), evidence: [at('login')] }),
    passes: () => repeated(2500),
    skips: () => ({ ...repeated(undefined), reason: 'time-unknown' }),
  },
  {
    rule: 'sp-handoff-bounced',
    fails: () => ({ ...repeatedLater(1.5), evidence: [at('login')] }),
    passes: () => repeatedLater(1.5, { error: 'access_denied' }),
  },
  {
    // The same state again is the same request again.
    rule: 'sp-handoff-bounced',
    fails: () => ({ ...repeated(500), evidence: [at('login')] }),
    passes: () => repeated(500, '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b'),
  },
];
