import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command } from '../../../src/extension/wire/commands.ts';

const listeners = vi.hoisted(() => [] as ((entry: object) => void)[]);
const sent = vi.hoisted(() => [] as Command[]);
/** DevTools' own list of what the tab asked for. */
const devtools = vi.hoisted(() => ({ entries: [] as object[] | undefined }));

vi.mock('webextension-polyfill', () => {
  const network = {
    onRequestFinished: { addListener: (listener: (entry: object) => void) => listeners.push(listener) },
    getHAR: async () => {
      if (devtools.entries === undefined) throw new Error('No list.');
      return { entries: devtools.entries };
    },
  };
  const runtime = { sendMessage: async (command: Command) => void sent.push(command) };
  return { default: { devtools: { network }, runtime } };
});

const { forwardDocumentRequests } = await import('../../../src/extension/devtools/network.ts');

const APP = 'https://app.example.gov/start';
const AUTHORIZE = 'https://idp.int.identitysandbox.gov/openid_connect/authorize?client_id=urn:app';

function entry(url: string, at: number, response: { status: number; redirectURL?: string; _error?: string }) {
  return {
    startedDateTime: new Date(1_700_000_000_000 + at).toISOString(),
    time: 10,
    request: { method: 'GET', url, headers: [] },
    response: { redirectURL: '', headers: [], ...response },
    _resourceType: 'document',
  };
}

const report = (reported: object) => {
  for (const listener of listeners) listener(reported);
};

const exchanges = () => sent.flatMap((command) => (command.kind === 'exchange' ? command : []));

beforeEach(() => {
  listeners.length = 0;
  sent.length = 0;
  devtools.entries = [];
  vi.useFakeTimers();
  forwardDocumentRequests(1, () => []);
});

describe('an exchange that DevTools report as aborted', () => {
  const early = entry(APP, 0, { status: 0, _error: 'net::ERR_ABORTED' });
  const whole = entry(APP, 0, { status: 302, redirectURL: AUTHORIZE, _error: 'net::ERR_ABORTED' });

  test.each([
    ['a moment', 250],
    ['a second', 1_000],
  ])('has the redirect that was refused, also where it is known after %s only', async (_, delay) => {
    devtools.entries = [early];
    report(early);
    await vi.advanceTimersByTimeAsync(delay - 1);
    expect(exchanges()).toEqual([]);
    devtools.entries = [whole];
    await vi.advanceTimersByTimeAsync(5);
    expect(exchanges().map(({ exchange }) => exchange.response?.redirectUrl)).toEqual([AUTHORIZE]);
  });

  test('is told of without an answer where none comes', async () => {
    devtools.entries = [early];
    report(early);
    await vi.advanceTimersByTimeAsync(3_005);
    expect(exchanges().map(({ exchange }) => [exchange.response, exchange.error])).toEqual([
      [undefined, 'net::ERR_ABORTED'],
    ]);
  });

  test('is not waited for longer where its host could not be reached', async () => {
    const failed = entry(APP, 0, { status: 0, _error: 'net::ERR_CONNECTION_REFUSED' });
    devtools.entries = [failed];
    report(failed);
    await vi.advanceTimersByTimeAsync(255);
    expect(exchanges().map(({ exchange }) => exchange.error)).toEqual(['net::ERR_CONNECTION_REFUSED']);
  });
});

describe('a request to Login.gov', () => {
  const asked = entry(AUTHORIZE, 40, { status: 200 });

  test('comes with the redirects that led to it, which DevTools list and did not report', async () => {
    const before = entry('https://portal.example.gov/', 0, { status: 301, redirectURL: APP });
    const redirect = entry(APP, 20, { status: 302, redirectURL: AUTHORIZE });
    devtools.entries = [before, redirect, asked];
    report(asked);
    await vi.advanceTimersByTimeAsync(5);
    expect(exchanges()[0]?.chain.map(({ url }) => url)).toEqual([
      'https://portal.example.gov/',
      APP,
      AUTHORIZE,
    ]);
  });

  test('is told of where DevTools do not give their list', async () => {
    devtools.entries = undefined;
    report(asked);
    await vi.advanceTimersByTimeAsync(5);
    expect(exchanges().map(({ exchange }) => exchange.url)).toEqual([AUTHORIZE]);
  });

  test('comes alone where a redirect to its address was another visit', async () => {
    devtools.entries = [entry(APP, -5_000, { status: 302, redirectURL: AUTHORIZE }), asked];
    report(asked);
    await vi.advanceTimersByTimeAsync(5);
    expect(exchanges()[0]?.chain.map(({ url }) => url)).toEqual([AUTHORIZE]);
  });

  test('belongs to a redirect whose end was reported a second after it had begun', async () => {
    const redirect = { ...entry(APP, 20, { status: 302, redirectURL: AUTHORIZE }), time: 1_200 };
    report(asked);
    report(redirect);
    await vi.advanceTimersByTimeAsync(5);
    expect(
      exchanges()
        .at(-1)
        ?.chain.map(({ url }) => url),
    ).toEqual([APP, AUTHORIZE]);
  });

  test('comes with a redirect that leads to itself once', async () => {
    const circle = entry(AUTHORIZE, 20, { status: 302, redirectURL: AUTHORIZE });
    devtools.entries = [circle, asked];
    report(asked);
    await vi.advanceTimersByTimeAsync(5);
    expect(exchanges()[0]?.chain).toHaveLength(2);
  });
});
