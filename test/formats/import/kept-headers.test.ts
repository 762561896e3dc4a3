import { describe, expect, it } from 'vitest';
import { writeCapture } from '../../../src/formats/capture/capture-file.ts';
import { exportHar } from '../../../src/formats/har/export-har.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { importFile } from '../../../src/formats/import/index.ts';
import { authorizeUrl, flow, hop, navigation } from '../../support/builders.ts';
import { har } from '../har/har-text.ts';

/** Values that let somebody act as the user: a file has them, the inspector has no use for them. */

const SECRET = 'Rk7vQ2mX9tLw4ZsC';
const SENT = [
  { name: 'Cookie', value: `_upaya_session=${SECRET}; theme=${SECRET}` },
  { name: 'Authorization', value: `Bearer ${SECRET}` },
];
const ANSWERED = [{ name: 'Set-Cookie', value: `_upaya_session=${SECRET}; Path=/; HttpOnly` }];

const capture = {
  version: 1 as const,
  flows: [
    flow([
      navigation([
        hop(authorizeUrl(), {
          request: { headers: SENT },
          response: { status: 200, headers: ANSWERED },
        }),
      ]),
    ]),
  ],
};
const facts = { version: '0.1.0', created: 0, redacted: false };

const FILES: readonly (readonly [string, string])[] = [
  [
    'a HAR',
    har([
      {
        startedDateTime: '2026-01-02T03:04:05.000Z',
        _resourceType: 'document',
        request: { method: 'GET', url: authorizeUrl(), headers: SENT },
        response: { status: 200, headers: ANSWERED, content: { mimeType: 'text/html' } },
      },
    ]),
  ],
  ['a HAR of this product', exportHar(capture, facts)],
  ['a capture', writeCapture(capture, facts)],
  [
    'an export of SAML-tracer',
    JSON.stringify({
      timestamp: '2026-01-02T03:04:05.000Z',
      requests: [
        {
          method: 'GET',
          url: authorizeUrl(),
          requestHeaders: [...SENT, { name: 'Sec-Fetch-Dest', value: 'document' }],
          responseHeaders: ANSWERED,
          responseStatus: 200,
        },
      ],
    }),
  ],
];

describe('cookies and tokens in headers', () => {
  it.each(FILES)('of %s are dropped when it is read; their names and lengths stay', async (_, text) => {
    const { flows } = (await importFile([new TextEncoder().encode(text)])).capture;
    const [first] = flows.flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops));
    const mask = '∗'.repeat(SECRET.length);
    expect(first?.request?.headers).toContainEqual({
      name: 'Cookie',
      value: `_upaya_session=${mask}; theme=${mask}`,
    });
    expect(first?.response?.headers).toContainEqual({
      name: 'Set-Cookie',
      value: `_upaya_session=${mask}; Path=/; HttpOnly`,
    });
    expect(JSON.stringify(flows)).not.toContain(SECRET);
  });

  it('of a HAR that the library reads go, too', () => {
    const [, text = ''] = FILES[0] ?? [];
    expect(JSON.stringify(importHar(text))).not.toContain(SECRET);
  });
});
