import { describe, expect, it } from 'vitest';
import type { Engine, FlowInspection } from '../../../../src/core/model/index.ts';
import { sequenceOf } from '../../../../src/core/sequence/index.ts';
import { Diagram } from '../../../../src/extension/inspector/redirects/Diagram.tsx';
import { HopTable } from '../../../../src/extension/inspector/redirects/HopTable.tsx';
import { Redirects } from '../../../../src/extension/inspector/redirects/Redirects.tsx';
import { refusalsOf } from '../../../../src/extension/inspector/refusal.ts';
import { markup, visibleText } from '../rendering.ts';
import {
  CODE,
  DIRECTIVE,
  followedInspection,
  hop,
  inspection,
  refusedFlow,
  refusedInspection,
  STATE,
} from '../samples.ts';

function redirects(of: FlowInspection, { engine = 'chromium' as Engine, openHop = '' } = {}) {
  return (
    <Redirects
      inspection={of}
      flow={{ engine }}
      openHop={openHop}
      targetHop={undefined}
      onOpenHop={() => {}}
    />
  );
}

describe('Redirects', () => {
  it('groups the hops by what started the navigation', () => {
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain('6 hops in 2 navigations');
    expect(text).toContain('Link from https:// cases.example.gov /');
    expect(text).toContain('Form submission from https:// idp.int.identitysandbox.gov /sign_up/completed');
  });

  it('shows each hop with method, what it carried, its answer, the verdicts and when', () => {
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain(
      'Hop 2 GET Login.gov: https:// idp.int.identitysandbox.gov /openid_connect/authorize',
    );
    expect(text).toContain('client_id state 302 → hop 3 +120 ms answered within 190 ms');
    expect(text).toContain(
      'code state 302 → hop 6 Chromium allowed Firefox not governed +24.70 s answered within 209 ms',
    );
  });

  it('names who takes part', () => {
    expect(visibleText(redirects(refusedInspection))).toContain(
      'Service provider cases.example.gov Browser Login.gov idp.int.identitysandbox.gov Other host app.other-agency.example.gov',
    );
  });

  it('draws an arrow to who was asked and one back, and stops before a refused one', () => {
    const html = markup(redirects(refusedInspection));
    expect(html.match(/arrow-request/g)).toHaveLength(6);
    expect(html.match(/arrow-answer/g)).toHaveLength(5);
    expect(html.match(/arrow-refused/g)).toHaveLength(1);
  });

  it('shows how long the user took', () => {
    expect(visibleText(redirects(refusedInspection))).toContain(
      '24.00 s on https:// idp.int.identitysandbox.gov / Form submission from',
    );
  });

  it('says once what started a navigation that form-action does not govern', () => {
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain('Link from https:// cases.example.gov / Not governed by form-action.');
  });

  it('marks the refused hop and says what to do', () => {
    const html = markup(redirects(refusedInspection));
    expect(html.match(/data-refused/g)).toHaveLength(1);
    expect(html).toContain('data-hop="h6" data-refused="true"');
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain('Refused by Chromium: form-action');
    expect(text).toContain('Redirect URI to register: https://app.other-agency.example.gov/home Copy');
  });

  it('marks no hop as refused when the browser went on', () => {
    const of = redirects(followedInspection, { engine: 'firefox' });
    expect(markup(of)).not.toContain('data-refused');
    expect(visibleText(of)).toContain('Chromium would refuse this: form-action');
    expect(visibleText(of)).toContain('Any hops between were not visible');
  });

  it('opens a hop with its headers, the policy marked and cookies masked', () => {
    const of = redirects(refusedInspection, { openHop: 'h3' });
    expect(markup(of)).toMatch(/<tr class="highlight"><th scope="row">Content-Security-Policy/);
    expect(visibleText(of)).toContain('Set-Cookie _upaya… (55 characters) Show');
    expect(visibleText(of)).toContain('Seen in the browser’s requests. Not seen: request headers.');
  });

  it('opens a hop with the verdict of both browsers, and why', () => {
    expect(visibleText(redirects(refusedInspection, { openHop: 'h6' }))).toContain(
      `Chromium refused No source covers it: ${DIRECTIVE} Firefox not governed Firefox holds the form’s own target against form-action, not the redirects after it.`,
    );
    expect(visibleText(redirects(refusedInspection, { openHop: 'h6' }))).toContain(
      "Policies of the form’s page (1) Policies of the form’s page Content-Security-Policy default-src 'self'",
    );
    expect(visibleText(redirects(refusedInspection, { openHop: 'h4' }))).toContain(
      "Chromium allowed Covered by 'self'. Firefox allowed Covered by 'self'.",
    );
  });

  it('masks a ticket that no protocol knows, in the query and in the table of parameters', () => {
    const url = `https://app.other-agency.example.gov/home?t=${CODE}`;
    const navigations = [
      { id: 'n', cause: { kind: 'unknown' }, committed: false, hops: [hop('a', url), hop('b', url)] },
    ] as const;
    const html = markup(redirects(inspection({ ...refusedFlow, navigations }), { openHop: 'a' }));
    expect(html).not.toContain(CODE);
    expect(html).toContain('aria-label="Show t"');
  });

  it('tells an answer that was not visible from none', () => {
    const url = 'https://app.other-agency.example.gov/';
    const navigations = [
      { id: 'n', cause: { kind: 'unknown' }, committed: false, hops: [hop('a', url), hop('b', url)] },
    ] as const;
    const text = visibleText(redirects(inspection({ ...refusedFlow, navigations })));
    expect(text).toMatch(/Hop 1 .* answer not visible .* Hop 2 .* not answered/);
  });

  it('counts form fields that were not kept', () => {
    const text = visibleText(redirects(refusedInspection, { openHop: 'h4' }));
    expect(text).toContain('3 other fields not kept');
  });

  it('gives no secret away in URLs, tooltips, headers or parameters', () => {
    for (const openHop of ['h2', 'h4', 'h5']) {
      const html = markup(redirects(refusedInspection, { openHop }));
      expect(html).not.toContain(CODE);
      expect(html).not.toContain(STATE);
    }
  });

  it('says when the policies of the form’s page are unknown', () => {
    const [first] = refusedFlow.navigations;
    const navigations = [
      { id: 'n', cause: { kind: 'form', document: {} }, committed: true, hops: first?.hops ?? [] },
    ] as const;
    expect(visibleText(redirects(inspection({ ...refusedFlow, navigations })))).toContain(
      'The policies of that page were not seen: form-action was not judged.',
    );
  });

  it('renders what is in view of an endless chain, and the hop that is open', () => {
    const hops = Array.from({ length: 450 }, (_, index) =>
      hop(`h${index}`, `https://sp.example.gov/${index}`),
    );
    const navigations = [{ id: 'n', cause: { kind: 'unknown' }, committed: false, hops }] as const;
    const html = markup(redirects(inspection({ id: 'f', navigations }), { openHop: 'h400' }));
    const rendered = [...html.matchAll(/data-hop="(h\d+)"/g)].map(([, id]) => id);
    expect(rendered.length).toBeLessThan(60);
    expect(rendered.slice(0, 2)).toEqual(['h0', 'h1']);
    expect(rendered.at(-1)).toBe('h400');
    expect(html).toContain('Details of hop 401');
    expect(html).toContain('aria-posinset="402"');
  });

  it.each([Diagram, HopTable])('shows hostile text as text, cut (%o)', (View) => {
    const evil = '\u202e<img src=x onerror=alert(1)>\u0000\u001b[31m';
    const long = `https://sp.example.gov/${evil}${'a'.repeat(1_000_000)}?${evil}=${'b'.repeat(1_000_000)}`;
    const hops = [
      hop('a', long, { method: `M${evil}${'M'.repeat(1000)}`, response: { status: 200, headers: [] } }),
      hop('b', evil, { error: `${evil}${'e'.repeat(10_000)}` }),
    ];
    const page = { title: evil + 't'.repeat(10_000), messages: [evil.repeat(1000)], policies: [] };
    const navigations = [
      { id: 'n', cause: { kind: 'link', document: { url: long } }, committed: true, page, hops },
    ] as const;
    const of = inspection({ id: 'f', navigations });
    const html = markup(
      <View
        sequence={sequenceOf(of)}
        refusals={new Map()}
        openHop={undefined}
        targetHop={undefined}
        onOpenHop={() => {}}
      />,
    );
    for (const raw of ['\u202e', '\u0000', '\u001b', '<img']) expect(html).not.toContain(raw);
    expect(html).toContain('\\u{202e}&lt;img');
    expect(html.length).toBeLessThan(40_000);
  });
});

describe('HopTable', () => {
  const table = (openHop?: string) => (
    <HopTable
      sequence={sequenceOf(refusedInspection, refusedFlow)}
      refusals={new Map(refusalsOf(refusedInspection, 'chromium').map((one) => [one.block.hop, one]))}
      openHop={openHop}
      targetHop={undefined}
      onOpenHop={() => {}}
    />
  );

  it('has a caption, the names of its columns, and a row for each hop', () => {
    const html = markup(table());
    expect(html).toContain('<caption');
    expect([...html.matchAll(/scope="col">([^<]+)/g)].map(([, name]) => name)).toEqual([
      'Hop',
      'Request',
      'Carries',
      'Answer',
      'Started',
      'Took',
      'Chromium',
      'Firefox',
    ]);
    expect(html.match(/scope="row"/g)).toHaveLength(6);
    expect(html.match(/data-testid="navigation"/g)).toHaveLength(2);
  });

  it('says in each row what the diagram draws', () => {
    const text = visibleText(table());
    expect(text).toMatch(
      /Hop 5 , form submission GET https:\S* cases.example.gov .* code, state 302 → hop 6 \+24.70 s 209 ms allowed not governed/,
    );
    expect(text).toMatch(
      /Hop 6 , form submission GET .* refused \+24.91 s refused not governed Refused by Chromium: form-action/,
    );
  });

  it('opens the details below the row', () => {
    expect(visibleText(table('h3'))).toContain('Seen in the browser’s requests.');
    expect(markup(table('h3'))).toMatch(/<td colspan="8"><section class="hop-detail" id="hop-detail-3"/);
  });
});
