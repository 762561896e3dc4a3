import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/inspect.ts';
import type { Flow } from '../../../src/core/model/index.ts';
import { type SequenceStep, sequenceOf } from '../../../src/core/sequence/index.ts';
import {
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  captureOf,
  flow,
  formNavigation,
  hop,
  LOGIN_GOV,
  navigation,
  pageHop,
  redirect,
} from '../../support/builders.ts';

/** What the diagram of a flow shows. */
async function sequence(of: Flow) {
  const [inspection] = (await inspect(captureOf(of))).flows;
  if (inspection === undefined) throw new Error('The capture has one flow.');
  return sequenceOf(inspection, of);
}

const names = ({ participants }: { participants: readonly { kind: string; name: string }[] }) =>
  participants.map(({ kind, name }) => (name === '' ? kind : `${kind} ${name}`));

const outline = ({ steps }: { steps: readonly SequenceStep[] }) =>
  steps.map((step) => {
    if (step.kind === 'hop') return `${step.number} to ${step.participant}${step.shown ? ', shown' : ''}`;
    return step.kind === 'navigation' ? step.navigation.cause.kind : step.kind;
  });

const AT = Date.UTC(2026, 2, 3, 15, 41, 7);
const OTHER = 'https://app.other.example.gov/home';

const signIn = navigation(
  [
    redirect('https://start.example.gov/login', authorizeUrl(), { time: AT }),
    redirect(authorizeUrl(), `${LOGIN_GOV}/`, { time: AT + 90 }),
    { ...pageHop(`${LOGIN_GOV}/`), time: AT + 130 },
  ],
  { cause: { kind: 'typed' } },
);

const handOver = (committed: boolean, last = hop(OTHER, { time: AT + 40_250 })) =>
  formNavigation({
    policies: ["form-action 'self' https://app.example.gov"],
    committed,
    hops: [
      redirect(`${LOGIN_GOV}/sign_up/completed`, callbackUrl(), { method: 'POST', time: AT + 40_000 }),
      redirect(callbackUrl(), OTHER, { time: AT + 40_200 }),
      last,
    ],
  });

describe('who takes part', () => {
  test('from left to right: service providers, the browser, Login.gov, other hosts, apps', async () => {
    const app = hop('gov.example.app://done');
    const found = await sequence(flow([signIn, handOver(true, redirect(OTHER, app.url)), navigation([app])]));
    expect(names(found)).toEqual([
      'service-provider start.example.gov',
      'service-provider app.example.gov',
      'browser',
      'login-gov idp.int.identitysandbox.gov',
      'other app.other.example.gov',
      'app gov.example.app:',
    ]);
    expect(found.browser).toBe(2);
  });

  test('a port makes another host; what is no address has a place of its own', async () => {
    const of = flow([navigation([hop(authorizeUrl()), hop('https://a.gov:8443/'), hop('https://%%/')])]);
    expect(names(await sequence(of))).toEqual([
      'browser',
      'login-gov idp.int.identitysandbox.gov',
      'other a.gov:8443',
      'other ?',
    ]);
  });

  test('a deployment that the user named is Login.gov', async () => {
    const local = 'http://localhost:4000';
    const of = flow([navigation([hop(authorizeUrl({}, local))])], { deployments: [local] });
    expect(names(await sequence(of))).toEqual(['browser', 'login-gov localhost:4000']);
  });

  test('about: and the like are no apps', async () => {
    const of = flow([navigation([hop(authorizeUrl()), hop('about:blank')])]);
    expect(names(await sequence(of))).toContain('other about:');
  });

  test('the last of many hosts are taken together, never Login.gov or the one that was refused', async () => {
    const many = Array.from({ length: 30 }, (_, index) => redirect(`https://h${index}.gov/`, OTHER));
    const found = await sequence(flow([navigation(many), signIn, handOver(false)]));
    expect(names(found)).toEqual([
      'service-provider app.example.gov',
      'browser',
      'login-gov idp.int.identitysandbox.gov',
      'other h0.gov',
      'other h1.gov',
      'other app.other.example.gov',
      'other',
    ]);
    expect(found.participants.at(-1)?.hosts).toBe(29);
    const last = found.steps.filter((step) => step.kind === 'hop')[29];
    expect(last?.participant).toBe(6);
  });
});

describe('what happened', () => {
  test('every hop under its navigation, numbered through the flow', async () => {
    expect(outline(await sequence(flow([signIn, handOver(false)])))).toEqual([
      'typed',
      '1 to 0',
      '2 to 3',
      '3 to 3, shown',
      'pause',
      'form',
      '4 to 3',
      '5 to 1',
      '6 to 4',
    ]);
  });

  test('the hop that was refused, and by whom', async () => {
    const { steps } = await sequence(flow([signIn, handOver(false)]));
    const refused = steps.filter((step) => step.kind === 'hop' && step.refused !== undefined);
    expect(refused).toMatchObject([{ number: 6, refused: { by: 'chromium', happened: true } }]);
  });

  test('what another browser would refuse', async () => {
    const answered = { ...pageHop(OTHER), time: AT + 40_250 };
    const { steps } = await sequence(flow([signIn, handOver(true, answered)], { engine: 'firefox' }));
    const refused = steps.filter((step) => step.kind === 'hop' && step.refused !== undefined);
    expect(refused).toMatchObject([{ number: 6, shown: true, refused: { by: 'chromium', happened: false } }]);
  });

  test('requests that were not visible', async () => {
    const hidden = hop(OTHER, { gapBefore: true, time: AT + 40_250 });
    const { steps } = await sequence(flow([signIn, handOver(true, hidden)]));
    expect(outline({ steps }).slice(-3)).toEqual(['5 to 1', 'gap', '6 to 4, shown']);
    expect(steps.at(-3)).not.toHaveProperty('leadsTo');
    expect(steps.at(-3)).not.toHaveProperty('duration');
  });
});

describe('when', () => {
  const timesOf = ({ steps }: { steps: readonly SequenceStep[] }) =>
    steps.flatMap((step) => (step.kind === 'hop' ? [[step.offset, step.duration]] : []));

  test('since the first hop, and until the redirect was followed', async () => {
    expect(timesOf(await sequence(flow([signIn, handOver(false)])))).toEqual([
      [0, 90],
      [90, 40],
      [130, undefined],
      [40_000, 200],
      [40_200, 50],
      [40_250, undefined],
    ]);
  });

  test('nothing where a time is missing or clocks disagree', async () => {
    const of = navigation([
      redirect(authorizeUrl(), CALLBACK),
      redirect(CALLBACK, OTHER, { time: AT }),
      hop(OTHER, { time: AT - 5 }),
    ]);
    expect(timesOf(await sequence(flow([of])))).toEqual([
      [undefined, undefined],
      [0, undefined],
      [undefined, undefined],
    ]);
  });

  test('a person’s pause, and the page where it was', async () => {
    const { steps } = await sequence(flow([signIn, handOver(false)]));
    expect(steps.find(({ kind }) => kind === 'pause')).toMatchObject({
      milliseconds: 39_870,
      at: { url: `${LOGIN_GOV}/` },
    });
  });
});

describe('a flow that grows', () => {
  const begun = flow([signIn, handOver(false)]);
  const grown = {
    ...begun,
    navigations: begun.navigations.map((one, at) => (at === 1 ? { ...one, committed: true } : one)),
  };

  test('keeps the steps of navigations that did not change', async () => {
    const before = await sequence(begun);
    const after = await sequence(grown);
    expect(after.steps.slice(0, 4)).toHaveLength(4);
    for (const [index, step] of after.steps.slice(0, 4).entries()) expect(step).toBe(before.steps[index]);
    expect(before.steps.at(-1)).toMatchObject({ shown: false });
    expect(after.steps.at(-1)).toMatchObject({ shown: true });
  });

  test('places them anew when somebody else takes part', async () => {
    const alone = { ...begun, navigations: begun.navigations.slice(0, 1) };
    expect((await sequence(alone)).steps[2]).toMatchObject({ participant: 2 });
    expect((await sequence(begun)).steps[2]).toMatchObject({ participant: 3 });
  });
});
