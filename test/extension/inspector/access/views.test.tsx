import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../src/core/model/index.ts';
import { AccessContext, type AccessView } from '../../../../src/extension/inspector/access/access-context.ts';
import { HiddenHops } from '../../../../src/extension/inspector/access/HiddenHops.tsx';
import { MissingAccess } from '../../../../src/extension/inspector/access/MissingAccess.tsx';
import { arriving, returning, signingIn } from '../../../support/journeys.ts';
import { record } from '../../../support/recording.ts';
import { markup, visibleText } from '../rendering.ts';
import { hop } from '../samples.ts';

const LOGIN_GOV = ['https://*.login.gov/*', 'https://*.identitysandbox.gov/*'];

function withAccess(node: VNode, change: Partial<AccessView> = {}) {
  const access: AccessView = {
    status: 'ready',
    granted: LOGIN_GOV,
    added: [],
    installed: LOGIN_GOV.map((pattern) => ({ pattern, allowed: true })),
    deployments: [],
    inPanel: false,
    allow: async () => true,
    allowAll: async () => true,
    open: () => {},
    ...change,
  };
  return <AccessContext.Provider value={access}>{node}</AccessContext.Provider>;
}

const [signIn] = record([...arriving('Chromium'), ...signingIn('Chromium'), ...returning('Chromium')]).flows;

function through(...urls: readonly string[]): Pick<Flow, 'navigations' | 'engine'> {
  const hops = urls.map((url, index) => hop(`h${index}`, url, { seenBy: ['location'] }));
  return {
    engine: 'chromium',
    navigations: [{ id: 'n', cause: { kind: 'unknown' }, committed: true, hops }],
  };
}

describe('hops that are not visible', () => {
  it('are counted by site, with a button that allows it', () => {
    if (!signIn) throw new Error('There is no flow.');
    const text = visibleText(withAccess(<HiddenHops flow={signIn} />));
    expect(text).toContain('2 hops on app.example.gov are not visible.');
    expect(text).toContain('Allow app.example.gov Allow all sites');
  });

  it('on several sites are asked for together', () => {
    const flow = through('https://a.example.gov/1', 'https://a.example.gov/2', 'https://b.example.gov/');
    const text = visibleText(withAccess(<HiddenHops flow={flow} />));
    expect(text).toContain('3 hops on a.example.gov and b.example.gov are not visible.');
    expect(text).toContain('Allow these 2 sites');
    const many = through(...['a', 'b', 'c', 'd'].map((name) => `https://${name}.example.gov/`));
    expect(visibleText(withAccess(<HiddenHops flow={many} />))).toContain(
      '4 hops on a.example.gov, b.example.gov and 2 more sites are not visible.',
    );
  });

  it('are shown as text, whatever a site is called', () => {
    const flow = through('https://x.example.gov/<img src=x onerror=alert(1)>');
    expect(markup(withAccess(<HiddenHops flow={flow} />))).not.toContain('<img');
  });

  it.each<[string, Partial<AccessView>]>([
    ['in a DevTools panel, which sees every host', { inPanel: true }],
    ['where the site is allowed', { granted: ['<all_urls>'] }],
    ['before access is known', { status: 'reading' }],
    ['where the browser has no such question', { status: 'unavailable' }],
  ])('are no matter %s', (_, change) => {
    if (!signIn) throw new Error('There is no flow.');
    expect(visibleText(withAccess(<HiddenHops flow={signIn} />, change))).toBe('');
  });

  it('of a file cannot be allowed', () => {
    const { engine: _, ...flow } = through('https://a.example.gov/');
    expect(visibleText(withAccess(<HiddenHops flow={flow} />))).toBe('');
  });
});

describe('hosts of Login.gov that the user took away', () => {
  it('are named, with a button that gives them back', () => {
    const installed = LOGIN_GOV.map((pattern, index) => ({ pattern, allowed: index > 0 }));
    expect(visibleText(withAccess(<MissingAccess />, { installed }))).toBe(
      'Login.gov’s own hosts are not allowed: sign-ins at *.login.gov are recorded in part or not at all. Allow',
    );
  });

  it('are no matter while they are allowed, nor is a local one', () => {
    expect(visibleText(withAccess(<MissingAccess />))).toBe('');
    const installed = [{ pattern: 'http://localhost/*', allowed: false }];
    expect(visibleText(withAccess(<MissingAccess />, { installed }))).toBe('');
  });
});
