import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { HarError, importHar } from '../../../src/formats/har/import-har.ts';
import { AUTHORIZE, entry, har, IDP } from './har-text.ts';

function refusal(text: string): { code: string; message: string } {
  try {
    importHar(text);
  } catch (error) {
    if (error instanceof HarError) return { code: error.code, message: error.message };
  }
  throw new Error('not refused');
}

describe('text that is no HAR', () => {
  test.each([
    ['', 'not-json', 'not a HAR file: not JSON: the text is empty'],
    ['{"log":', 'not-json', 'not a HAR file: not JSON: the text ends too early, after 7 characters'],
    ['{"log":\n {x}}', 'not-json', 'not a HAR file: not JSON: unexpected character at line 2, column 3'],
    [
      'null',
      'not-a-har',
      'not a HAR file: the top level must be an object, not null; HAR 1.2 has its list of requests at log.entries',
    ],
    ['[]', 'not-a-har', 'not a HAR file: log is missing; HAR 1.2 has its list of requests at log.entries'],
    [
      '{"log":{}}',
      'not-a-har',
      'not a HAR file: log.entries is missing; HAR 1.2 has its list of requests at log.entries',
    ],
    [
      '{"log":{"entries":{"length":1}}}',
      'not-a-har',
      'not a HAR file: log.entries must be a list, not an object; HAR 1.2 has its list of requests at log.entries',
    ],
  ])('%j', (text, code, message) => {
    expect(refusal(text)).toEqual({ code, message });
  });

  test('larger than is read', () => {
    expect(refusal(' '.repeat(256 * 1024 * 1024 + 1)).code).toBe('too-large');
    expect(refusal(har(Array.from({ length: 100_001 }, () => 0))).code).toBe('too-many-entries');
  });

  test('nested without end', () => {
    expect(refusal('['.repeat(1_000_000)).code).toBe('not-json');
    expect(refusal(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`).code).toBe('not-a-har');
  });
});

describe('a broken entry is left out, with its place; the others are read', () => {
  const good = entry({ url: AUTHORIZE });
  const request = { method: 'GET', url: AUTHORIZE, headers: [] };
  const deep = JSON.parse(`${'[{"a":'.repeat(1000)}1${'}]'.repeat(1000)}`);

  test.each<[string, unknown, string]>([
    ['null', null, 'the top level must be an object, not null'],
    ['a list', [], 'startedDateTime is missing'],
    ['no request', { ...good, request: undefined }, 'request is missing'],
    [
      'a time that is none',
      { ...good, startedDateTime: 'soon' },
      'startedDateTime must be a date and time of ISO 8601',
    ],
    ['a number as URL', { ...good, request: { ...request, url: 5 } }, 'request.url must be text, not 5'],
    [
      'a relative URL',
      { ...good, request: { ...request, url: '/x' } },
      'request.url must be an absolute URL',
    ],
    [
      'a method with line feeds',
      { ...good, request: { ...request, method: 'GET\nX' } },
      'request.method must be an HTTP method',
    ],
    [
      'headers as an object',
      { ...good, request: { ...request, headers: { length: 9 } } },
      'request.headers must be a list, not an object',
    ],
    [
      'a header without value',
      { ...good, request: { ...request, headers: [{ name: 'a' }] } },
      'request.headers.0.value is missing',
    ],
    [
      'a status in words',
      { ...good, response: { status: 'OK' } },
      'response.status must be a number, not text',
    ],
    ['a fractional status', { ...good, response: { status: 1.5 } }, 'response.status must be a whole number'],
    [
      'a very deep value',
      { ...good, request: { ...request, method: deep } },
      'request.method must be text, not a list',
    ],
    [
      'a URL of 3 MB',
      { ...good, request: { ...request, url: `https://x/${'a'.repeat(3e6)}` } },
      'request.url must not be longer than 2097152 characters',
    ],
    [
      'a thousand headers',
      { ...good, request: { ...request, headers: Array(1000).fill({ name: 'a', value: 'b' }) } },
      'request.headers must not have more than 500 headers',
    ],
  ])('%s', (_name, broken, why) => {
    const { capture, warnings } = importHar(har([broken, good]));

    expect(warnings).toEqual([`log.entries[0] was left out: ${why}`]);
    expect(capture.flows).toHaveLength(1);
  });

  test('the warnings are not without end', () => {
    const { warnings } = importHar(har([...Array(5000).fill(null), good]));

    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)).toBe('4900 more warnings');
  });
});

test('__proto__, constructor and the like are only names', () => {
  const text = har([entry({ url: AUTHORIZE })])
    .replace('{"log":', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"log":')
    .replace('"request":{', '"__proto__":{"polluted":1},"request":{"__proto__":{"url":5},"polluted":1,');
  const { capture, warnings } = importHar(text);

  expect(warnings).toEqual([]);
  expect(capture.flows).toHaveLength(1);
  expect({}).not.toHaveProperty('polluted');
  expect(JSON.stringify(capture)).not.toContain('polluted');
});

test('what comes out is a capture that the schema of captures accepts', () => {
  const redirects = Array.from({ length: 300 }, (_, index) =>
    entry({
      url: `${AUTHORIZE}&n=${index}`,
      status: 302,
      headers: { location: `${AUTHORIZE}&n=${index + 1}` },
    }),
  );
  const { capture } = importHar(har([...redirects, ...redirects]));

  expect(v.safeParse(captureSchema, capture).success).toBe(true);
});

describe('pages', () => {
  const page = (html: string, more: Record<string, unknown> = {}) =>
    importHar(
      har([
        entry({
          url: AUTHORIZE,
          more: {
            response: {
              status: 200,
              headers: [],
              content: { mimeType: 'text/html; charset=utf-8', text: html, ...more },
            },
          },
        }),
      ]),
    ).capture.flows[0]?.navigations[0]?.page;

  test('the first list in main that holds no link, with entities decoded', () => {
    const html = `<!doctype html><title>
        Error &amp; more | Login.gov</title>
      <meta http-equiv='Content-Security-Policy' content="form-action &#39;self&#39;">
      <script>document.write("<main><ul><li>script</li></ul></main>")</script>
      <ul><li>navigation</li></ul>
      <!-- <main><ul><li>comment</li></ul></main> -->
      <MAIN data-x="a > b"><ul><li><a href="/help">Help</a></li></ul>
      <ul class=x><li> Client
        Bad &lt;client_id&gt; &#8217;x&#x2019; &unknown; </li><li><b>Second</b> <i>one</i></ul>
      <ul><li>third list</li></ul></MAIN>`;

    expect(page(html)).toEqual({
      title: 'Error & more | Login.gov',
      messages: ['Client Bad <client_id> ’x’ &unknown;', 'Second one'],
      policies: [{ value: "form-action 'self'", disposition: 'enforce', from: 'meta' }],
    });
  });

  test('base64', () => {
    const text = Buffer.from('<title>é</title>').toString('base64');
    expect(page(text, { encoding: 'base64' })?.title).toBe('é');
  });

  test('of another site, of another type or empty are not read', () => {
    const elsewhere = entry({ url: 'https://sp.example.gov/cb', html: '<title>Private</title>' });
    const { flows } = importHar(
      har([
        entry({ url: AUTHORIZE, status: 302, headers: { location: 'https://sp.example.gov/cb' } }),
        elsewhere,
      ]),
    ).capture;

    expect(flows[0]?.navigations[0]?.hops.at(-1)?.url).toBe('https://sp.example.gov/cb');
    expect(JSON.stringify(flows)).not.toContain('Private');
    expect(page('')).toBeUndefined();
    expect(page('<title>x</title>', { mimeType: 'application/json' })).toBeUndefined();
  });

  test.each([
    ['<', '<'],
    ['comments that never end', '<!--'],
    ['tags that never end', '<a '],
    ['quotes that never end', `<a b='c" `],
    ['titles that never end', '<title>'],
    ['lists in lists', '<main><ul><li>'],
    ['attributes', '<meta http-equiv = '],
    ['entities', '&#x41;&amp'],
    ['white space', '<meta           '],
  ])('are read in bounded time: %s', (_name, piece) => {
    const read = page(piece.repeat(Math.floor(2e6 / piece.length)));

    expect(read?.messages.length ?? 0).toBeLessThanOrEqual(100);
  });

  test('the address of a page is not taken for its text', () => {
    expect(page(`<title>${IDP}</title>`)?.title).toBe(IDP);
  });
});
