import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { Capture } from '../../../src/core/model/index.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { renderMermaid } from '../../../src/formats/report/mermaid.ts';
import { ticketHtml, ticketMarkdown } from '../../../src/formats/report/ticket.ts';
import { authorizeUrl, flowCapture, hop, navigation, pageHop } from '../../support/builders.ts';

const FACTS = { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted: true };
const GAP = new URL('../../fixtures/har/chromium-oidc-gap.har', import.meta.url);

async function gap() {
  const { capture } = importHar(readFileSync(GAP, 'utf8'));
  return { capture, inspection: await inspect(capture) };
}

async function markdownOf(capture: Capture, more = {}): Promise<string> {
  return ticketMarkdown(capture, await inspect(capture), { ...FACTS, ...more });
}

describe('the report for a ticket', () => {
  test('has what support asks for', async () => {
    const { capture, inspection } = await gap();
    const link = 'https://dashboard.int.identitysandbox.gov/service_providers/1';
    const text = ticketMarkdown(capture, inspection, {
      ...FACTS,
      portalLink: link,
      browser: 'Chromium 156',
      clock: -300,
    });
    expect(text).toContain(`| **Portal configuration** | <${link}> |`);
    expect(text).toContain('| **Browser** | Chromium 156 |');
    expect(text).toContain('| **Login.gov** | `idp.int.identitysandbox.gov` |');
    expect(text).toContain('**Report made** | 2026-03-03 10:41:07.000 -05:00 (15:41:07 UTC)');
    expect(text).toMatch(/\*\*Time:\*\* \d{4}-\d\d-\d\d [\d:.]+ -05:00 \([\d:]+ UTC\)/);
    expect(text).toContain('- hop 10: the browser: `net::ERR_ABORTED`');
    expect(text).toMatch(
      /\n 10 +browser ──✖ app\.other\.gov +GET \/home\?\S+ +refused by form-action \(net::ERR_ABORTED\)\n/,
    );
    expect(text).toContain('`csp-form-action-redirect-gap`');
    expect(text).toContain('- Redirect URI to register: `https://app.other.gov/home`');
    expect(text).toContain('Support also asks for screenshots');
  });

  test('lists the ids by which support finds the requests', async () => {
    const text = await markdownOf(
      flowCapture(
        navigation([
          {
            ...pageHop(authorizeUrl(), { 'X-Request-Id': 'a1b2-c3', 'X-Amz-Cf-Id': 'Zz==' }),
            time: FACTS.created,
          },
        ]),
      ),
    );
    expect(text).toContain('| 1 | 2026-03-03 15:41:07.000 UTC | `X-Request-Id` | `a1b2-c3` |');
    expect(text).toContain('`Zz==`');
  });

  test('shortens secrets, be they replaced or not', async () => {
    const { capture, inspection } = await gap();
    for (const text of [ticketMarkdown(capture, inspection, FACTS), ticketHtml(capture, inspection, FACTS)]) {
      for (const url of capture.flows[0]?.navigations.flatMap(({ hops }) => hops.map((one) => one.url)) ??
        []) {
        for (const name of ['code', 'state', 'nonce']) {
          const value = new URL(url).searchParams.get(name);
          if (value !== null) expect(text).not.toContain(value);
        }
      }
    }
  });
});

describe('hostile text', () => {
  const hostile = flowCapture({
    ...navigation([
      hop(authorizeUrl({ client_id: '<img src=x onerror=alert(1)>|`**;#' }), {
        error: '</pre><script>alert(1)</script>',
      }),
    ]),
  });

  test('is text in HTML', async () => {
    const html = ticketHtml(hostile, await inspect(hostile), FACTS);
    expect(html).not.toMatch(/<(?:img|script)\b/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('is text in Markdown', async () => {
    const text = await markdownOf(hostile);
    const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(prose).not.toMatch(/<(?:img|script)\b/);
  });

  test('is text in Mermaid', async () => {
    const text = renderMermaid(hostile, await inspect(hostile));
    expect(
      text
        .split('\n')
        .filter(
          (line) =>
            !/^(?:sequenceDiagram| {2}(?:title|participant|Note|p\d+(?:->>|-x|-->>)p\d+:).*|)$/.test(line),
        ),
    ).toEqual([]);
    expect(text).not.toMatch(/<img|[`;](?<!#\d{1,3};)/);
  });
});

test('the sequence in Mermaid names everybody, and the refused arrow', async () => {
  const { capture, inspection } = await gap();
  const text = renderMermaid(capture, inspection);
  expect(text).toMatch(/^sequenceDiagram\n {2}title OIDC · /);
  expect(text).toMatch(/ {2}participant p\d as Browser\n/);
  expect(text).toMatch(
    / {2}participant p(\d) as app\.other\.gov\n[\s\S]* {2}p\d-xp\1: 10 GET \/home refused by form-action\n/,
  );
  expect(text).not.toContain('code=');
});
