import type { Attempt, Leg, Meanwhile, PlannedHop, Step, Walk } from './walk.ts';

/** A walk as a person can follow it: a line for each step and each navigation that it may make. */
export function describeWalk({ steps }: Walk): string {
  return steps.flatMap((step) => ofStep(step, '  ')).join('\n');
}

function ofStep(step: Step, indent: string): string[] {
  switch (step.do) {
    case 'together':
      return [`${indent}together`, ...step.steps.flatMap((one) => ofStep(one, `${indent}  `))];
    case 'start': {
      const window = step.window === true ? ' in a window of its own' : '';
      const head = `${indent}tab ${step.slot}${window}: ${step.attempt.protocol}, attempt ${step.attempt.id}`;
      return [head, ...ofAttempt(step.attempt, indent), ...ofMeanwhile(step.meanwhile, indent)];
    }
    case 'click':
      return [`${indent}tab ${step.slot}: click`, ...ofMeanwhile(step.meanwhile, indent)];
    case 'stop-worker':
    case 'pause':
    case 'record':
      return [`${indent}${step.do}`];
    default:
      return [`${indent}tab ${step.slot}: ${step.do}`];
  }
}

function ofMeanwhile(meanwhile: Meanwhile | undefined, indent: string): string[] {
  if (meanwhile === undefined) return [];
  const { request, by, attempt } = meanwhile;
  const head = `${indent}  while request ${request} waits: ${by}`;
  return attempt === undefined
    ? [head]
    : [`${head} attempt ${attempt.id}`, ...ofAttempt(attempt, `${indent}  `)];
}

function ofAttempt({ legs }: Attempt, indent: string): string[] {
  return legs.map((leg, at) => `${indent}  ${at} ${ofLeg(leg)}`);
}

function ofLeg({ way, method, hops, end, part, refused, wait }: Leg): string {
  const chain = hops.map((hop, at) => `${at === refused ? '(refused) ' : ''}${ofHop(hop)}`).join(' → ');
  const more = [
    end === 'page' ? '' : end,
    part === 'in' ? '' : part,
    wait === undefined ? '' : `after ${wait} ms`,
  ];
  return [`${way} ${method}: ${chain}`, ...more.filter((text) => text !== '')].join(', ');
}

function ofHop({ origin, path, status, slow }: PlannedHop): string {
  const site = origin.replace('https://', '').split('.').slice(0, 2).join('.');
  return `${site}${path} ${status || ''}${slow === undefined ? '' : ` (${slow} ms)`}`.trimEnd();
}
