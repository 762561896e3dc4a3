import { describe, expect, it } from 'vitest';
import type { Engine, FlowInspection } from '../../../../src/core/model/index.ts';
import { Redirects } from '../../../../src/extension/inspector/redirects/Redirects.tsx';
import { markup, visibleText } from '../rendering.ts';
import {
  CODE,
  followedInspection,
  hop,
  inspection,
  refusedFlow,
  refusedInspection,
  STATE,
} from '../samples.ts';

function redirects(of: FlowInspection, { engine = 'chromium' as Engine, openHop = '' } = {}) {
  return (
    <Redirects inspection={of} engine={engine} openHop={openHop} targetHop={undefined} onOpenHop={() => {}} />
  );
}

describe('Redirects', () => {
  it('groups the hops by what started the navigation', () => {
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain('6 hops in 2 navigations');
    expect(text).toContain('Link from https:// cases.example.gov /');
    expect(text).toContain('Form submission from https:// idp.int.identitysandbox.gov /sign_up/completed');
  });

  it('shows each hop with method, result, what it carried and when', () => {
    const text = visibleText(redirects(refusedInspection));
    expect(text).toContain(
      'Hop 2 GET 302 Login.gov: https:// idp.int.identitysandbox.gov /openid_connect/authorize',
    );
    expect(text).toContain('client_id state +120 ms');
    expect(text).toContain('code state +24.70 s');
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
    expect(visibleText(of)).toContain('Seen in the browser’s requests.');
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

  it('renders the first 200 hops of an endless chain and offers the others', () => {
    const hops = Array.from({ length: 450 }, (_, index) =>
      hop(`h${index}`, `https://sp.example.gov/${index}`),
    );
    const of = redirects(
      inspection({ id: 'f', navigations: [{ id: 'n', cause: { kind: 'unknown' }, committed: false, hops }] }),
    );
    expect(markup(of).match(/data-testid="hop"/g)).toHaveLength(200);
    expect(visibleText(of)).toContain('Show 200 more hops of 250');
  });
});
