import { environmentOf } from '../../../core/login-gov/environments.ts';
import type { Flow, Interruption } from '../../../core/model/index.ts';
import { timeOfDay } from '../time.ts';

const WORDS: Readonly<Record<Interruption['kind'], (at: string) => string>> = {
  paused: (at) =>
    `Recording was paused at ${at}, while this sign-in went on. What came after that is not in it.`,
  'access-removed': (at) =>
    `Access to a site was taken away at ${at}, while this sign-in went on. Hops after that may be missing.`,
  'events-lost': (at) =>
    `The browser did not start the recorder again before ${at}, while this sign-in went on. Hops before that may be missing.`,
};

/** Where something of the flow may be missing because the recorder was not there, a sentence each. */
export function interruptionsOf(
  flow: Pick<Flow, 'navigations' | 'engine' | 'interruptions' | 'deployments'>,
): string[] {
  const began = beganInTheMiddle(flow)
    ? [
        'Recording began in the middle of this sign-in: the extension was started, updated, cleared or switched on while it went on. What came before is not in it.',
      ]
    : [];
  return [...began, ...(flow.interruptions ?? []).map(({ kind, time }) => WORDS[kind](timeOfDay(time)))];
}

/** Login.gov itself asked its own endpoint first: the application that sent the user there was not seen. */
function beganInTheMiddle({
  navigations,
  engine,
  deployments,
}: Pick<Flow, 'navigations' | 'engine' | 'deployments'>) {
  const [first] = navigations;
  const source = first !== undefined && 'document' in first.cause ? first.cause.document.url : undefined;
  const [hop] = first?.hops ?? [];
  if (engine === undefined || source === undefined || hop === undefined) return false;
  return [source, hop.url].every((url) => environmentOf(url, deployments) !== undefined);
}
