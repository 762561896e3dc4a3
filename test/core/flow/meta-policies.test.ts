import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import type { SourceDocument } from '../../../src/core/model/index.ts';
import { APPLICATION, authorizeUrl, LOGIN_GOV } from '../../support/builders.ts';
import {
  arriving,
  CONSENT,
  everyHost,
  HOME,
  OTHER_APP,
  POLICY,
  SIGN_IN,
  signingIn,
} from '../../support/journeys.ts';
import {
  committed,
  devtools,
  headRead,
  loading,
  navigating,
  navigationFailed,
  refusedAt,
} from '../../support/observations.ts';
import { START as BEGINNING, outline, record, restarted } from '../../support/recording.ts';

/** Policies in the head of a document, which are learnt of after it came. */

const START = `${APPLICATION}/start`;
const META = "form-action 'none'";
const inHeader = (value: string) => ({ value, disposition: 'enforce', from: 'header' }) as const;
const inMeta = (value: string) => ({ value, disposition: 'enforce', from: 'meta' }) as const;

const sources = (observations: readonly Observation[], from = 0): (SourceDocument | undefined)[] =>
  record(observations)
    .flows.flatMap(({ navigations }) => navigations)
    .slice(from)
    .map(({ cause }) => ('document' in cause ? cause.document : undefined));

const posting = signingIn('Chromium');
const [announced, posted, ...rest] = posting;

describe('of a document of the flow', () => {
  const read = headRead(SIGN_IN, META, "script-src 'self'");
  const whole = {
    url: SIGN_IN,
    policies: [inHeader(POLICY), inMeta(META), inMeta("script-src 'self'")],
  };

  test.each<[string, readonly Observation[]]>([
    ['before its form is sent', [...arriving('Chromium'), read, ...posting]],
    [
      'while its form is on the way',
      [...arriving('Chromium'), ...[announced, posted].filter((each) => each !== undefined), read, ...rest],
    ],
    ['when its form has led elsewhere', [...arriving('Chromium'), ...posting, read]],
    ['twice', [...arriving('Chromium'), read, ...posting, read]],
    [
      'before it is shown',
      [...arriving('Chromium').slice(0, -1), read, ...arriving('Chromium').slice(-1), ...posting],
    ],
  ])('govern its form, read %s', (_, observations) => {
    expect(sources(observations, 1)).toEqual([whole]);
    expect(record(observations, { between: restarted })).toStrictEqual(record(observations));
  });

  test('stand at the hop that the document came in', () => {
    const [flow] = record([...arriving('Chromium'), ...posting, read]).flows;
    expect(flow?.navigations[0]?.hops.at(-1)?.response?.meta).toEqual(read.meta);
    expect(flow?.navigations[1]?.hops.at(-1)?.response?.meta).toBeUndefined();
  });

  test('do not govern the form of the next document', () => {
    const observations = [...arriving('Chromium'), ...posting, read];
    expect(record(observations).lane.document).toEqual({ url: CONSENT, policies: [inHeader(POLICY)] });
  });

  test('of a page that is loaded twice belong to the load that was asked for then', () => {
    const again = loading('Chromium', { id: '5', urls: [SIGN_IN], transition: ['reload'] });
    const observations = [...arriving('Chromium'), ...again];
    const first = record(observations).flows[0]?.navigations[0]?.hops.at(-1)?.time ?? 0;
    const [flow] = record([...observations, { ...read, askedAt: first + 3 }]).flows;
    expect(flow?.navigations.map(({ hops }) => hops.at(-1)?.response?.meta)).toEqual([read.meta, undefined]);
  });

  test('are unknown of one that was too long to be read, and that is said', () => {
    const meta = { kind: 'too-large', bytes: 3_000_000 } as const;
    const [flow] = record([...arriving('Chromium'), { ...read, meta }, ...posting]).flows;
    expect(flow?.navigations[0]?.hops.at(-1)?.response?.meta).toEqual(meta);
    expect(flow?.navigations[1]?.cause).toMatchObject({ document: { policies: [inHeader(POLICY)] } });
  });
});

describe('of the document before the flow', () => {
  const header = { 'Content-Security-Policy': "form-action 'self' https:" };
  const shown = loading('Chromium', {
    id: '1',
    urls: [START],
    sees: everyHost,
    transition: ['typed'],
    headers: header,
  });
  const asking = loading('Chromium', {
    id: '2',
    urls: [`${APPLICATION}/way`, authorizeUrl(), SIGN_IN],
    sees: everyHost,
    method: 'POST',
    initiator: APPLICATION,
    transition: ['form_submit', 'server_redirect'],
  });
  const read = headRead(START, META);

  test.each<[string, readonly Observation[]]>([
    ['before its form is sent', [...shown, read, ...asking]],
    ['before Login.gov is asked', [...shown, ...asking.slice(0, 3), read, ...asking.slice(3)]],
    ['while Login.gov is asked', [...shown, ...asking.slice(0, -1), read, ...asking.slice(-1)]],
    ['when Login.gov has answered', [...shown, ...asking, read]],
  ])('govern its form, read %s', (_, observations) => {
    expect(sources(observations)).toEqual([
      { url: START, policies: [inHeader("form-action 'self' https:"), inMeta(META)] },
    ]);
  });

  test('of another address change nothing', () => {
    const state = [...shown, ...asking];
    expect(record([...state, headRead(`${APPLICATION}/other`, META)])).toStrictEqual(record(state));
  });

  test('are not known where those of its headers are not', () => {
    const hidden = [committed(SIGN_IN, 'typed'), headRead(SIGN_IN, META)];
    expect(record(hidden).lane.document).toEqual({ url: SIGN_IN });
  });
});

describe('of a host that is not granted, with DevTools open', () => {
  const callback = `${APPLICATION}/auth/result`;
  const returned = loading('Chromium', {
    id: '3',
    urls: [CONSENT, callback],
    method: 'POST',
    initiator: LOGIN_GOV,
    transition: ['form_submit', 'server_redirect'],
  });
  const answered = devtools(callback, { headers: { 'Content-Security-Policy': "script-src 'self'" } });
  const handover = `${APPLICATION}/handover`;
  const onward = [navigating(handover), committed(HOME, 'form_submit', 'server_redirect')];
  const read = headRead(callback, META);
  const known = { url: callback, policies: [inHeader("script-src 'self'"), inMeta(META)] };
  const before = [...arriving('Chromium'), ...posting, ...returned];

  test.each<[string, readonly Observation[]]>([
    ['before its form is sent', [...before, answered, read, ...onward]],
    ['while its form is on the way', [...before, ...onward.slice(0, 1), answered, read, ...onward.slice(1)]],
    ['after that', [...before, ...onward, answered, read]],
  ])('headers and meta govern its form, told of %s', (_, observations) => {
    const { flows } = record(observations, { apart: 100 });
    expect(flows.map((flow) => outline(flow).at(-1))).toEqual(['form: ? app/handover -> ... ? app/home']);
    expect(flows[0]?.navigations.at(-1)?.cause).toEqual({ kind: 'form', document: known });
  });

  test('a POST comes from a form before it is shown', () => {
    const way = devtools(handover, { method: 'POST', to: HOME });
    expect(
      record([...before, answered, read, navigating(handover), way], { apart: 100 }).lane.pending,
    ).toMatchObject({
      cause: { kind: 'form', document: known },
      hops: [{ method: 'POST' }, { url: HOME, method: 'GET' }],
    });
  });
});

describe('a form that is refused by the policy in its page', () => {
  const way = `${APPLICATION}/way`;
  const handover = `${APPLICATION}/handover`;
  const callback = `${APPLICATION}/auth/result`;
  const returned = loading('Chromium', {
    id: '3',
    urls: [CONSENT, callback],
    sees: everyHost,
    method: 'POST',
    initiator: LOGIN_GOV,
    transition: ['form_submit', 'server_redirect'],
  });
  const onward = refusedAt('Chromium', {
    id: '4',
    urls: [handover],
    sees: everyHost,
    method: 'POST',
    initiator: APPLICATION,
    refused: OTHER_APP,
  });
  const before = [...arriving('Chromium'), ...posting, ...returned];

  test('belongs to the flow where the page that the flow led to sent it by itself', () => {
    const { flows } = record([...before, headRead(callback, META), ...onward], { apart: 100 });
    expect(flows.map((flow) => outline(flow).at(-1))).toEqual([
      'form: POST app/handover -> GET benefits/home x (not shown)',
    ]);
    expect(flows[0]?.navigations.at(-1)?.cause).toMatchObject({ document: { policies: [inMeta(META)] } });
  });

  test('does not where the user sent it', () => {
    const { flows } = record([...before, headRead(callback, META), ...onward], { apart: 1_500 });
    expect(flows.map((flow) => flow.navigations.length)).toEqual([3]);
  });

  test('begins a flow where it asked Login.gov, seen by the extension or not', () => {
    const parts = { id: '1', urls: [way], method: 'POST', initiator: APPLICATION } as const;
    const refusing = { ...parts, refused: authorizeUrl() } as const;
    const seen = record(refusedAt('Chromium', { ...refusing, sees: everyHost }));
    expect(seen.flows.map(outline)).toEqual([
      ['form: POST app/way -> GET idp/openid_connect/authorize x (not shown)'],
    ]);
    const hidden = record([navigationFailed(authorizeUrl())]);
    expect(hidden.flows.map(outline)).toEqual([['unknown: ? idp/openid_connect/authorize x (not shown)']]);
  });

  test('is told of once', () => {
    const failed = navigationFailed(authorizeUrl());
    expect(record([failed, failed]).flows).toHaveLength(1);
    expect(record([navigationFailed(HOME)]).flows).toEqual([]);
  });

  test('takes from DevTools what came before it, also where the last of it was told of first', () => {
    const start = `${APPLICATION}/auth`;
    // As `record` gives times to the third and fourth observation.
    const posted = { ...devtools(way, { method: 'POST', to: start }), time: BEGINNING + 3_600 };
    const answered = { ...devtools(start, { to: authorizeUrl() }), time: BEGINNING + 2_400 };
    const aborted = { ...answered, error: 'net::ERR_ABORTED' };
    const shown = [navigating(way), navigationFailed(authorizeUrl())];
    const chain = [posted, aborted];
    const { flows } = record([...shown, { ...aborted, chain }, { ...posted, chain }]);
    expect(flows.map(outline)).toEqual([
      ['form: POST app/way -> GET app/auth -> GET idp/openid_connect/authorize x (not shown)'],
    ]);
  });

  test('takes its redirect and its cause from DevTools', () => {
    const exchange = devtools(way, { method: 'POST', to: authorizeUrl() });
    const aborted = { ...exchange, time: 1, error: 'net::ERR_ABORTED' };
    const { flows } = record([navigationFailed(authorizeUrl()), { ...aborted, chain: [aborted] }]);
    expect(flows.map(outline)).toEqual([
      ['form: POST app/way -> GET idp/openid_connect/authorize x (not shown)'],
    ]);
  });
});
