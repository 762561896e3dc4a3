import { describe, expect, test } from 'vitest';
import { hopVerdicts, urisToRegister } from '../../../src/core/csp/index.ts';
import type { Engine, Navigation, NavigationCause, PolicyValue } from '../../../src/core/model/index.ts';
import { flow, formNavigation, hop, LOGIN_GOV, navigation } from '../../support/builders.ts';

const CHAIN = [
  `${LOGIN_GOV}/sign_up/completed`,
  'https://sp.example.gov/cb?code=c',
  'https://app.other.gov/home?x=1',
  'https://app.other.gov/again',
  'gov.example.app://done',
];

function made(parts: Parameters<typeof flow>[0][number]): Navigation {
  const [only] = flow([parts]).navigations;
  if (only === undefined) throw new Error('There is one navigation.');
  return only;
}

const hops = (urls: readonly string[] = CHAIN) => urls.map((url) => hop(url));

const submitted = (policies?: readonly (string | PolicyValue)[], urls?: readonly string[]) =>
  made(formNavigation({ hops: hops(urls), ...(policies !== undefined && { policies }) }));

const started = (cause: NavigationCause) => made(navigation(hops(), { cause }));

const kinds = (of: Navigation, engine: Engine) =>
  hopVerdicts(of, engine).map((verdict) =>
    'because' in verdict ? `${verdict.kind}: ${verdict.because}` : verdict.kind,
  );

describe('hopVerdicts', () => {
  const gap = submitted(["form-action 'self' https://sp.example.gov"]);

  test('Chromium asks about every hop and stops at the first that no source covers', () => {
    expect(hopVerdicts(gap, 'chromium')).toEqual([
      { kind: 'allowed', sources: ["'self'"] },
      { kind: 'allowed', sources: ['https://sp.example.gov'] },
      { kind: 'refused', directive: "form-action 'self' https://sp.example.gov" },
      { kind: 'not-reached' },
      { kind: 'not-reached' },
    ]);
  });

  test('Firefox asks about the target alone', () => {
    expect(kinds(gap, 'firefox')).toEqual(['allowed', ...Array(4).fill('not-governed: redirect')]);
  });

  test('every enforced policy must allow; a report-only one refuses nothing', () => {
    const report = { value: "form-action 'none'", disposition: 'report', from: 'header' } as const;
    const two = submitted(['form-action *', "form-action 'self'", report], CHAIN.slice(0, 2));
    expect(hopVerdicts(two, 'chromium')).toEqual([
      { kind: 'allowed', sources: ['*', "'self'"] },
      { kind: 'refused', directive: "form-action 'self'" },
    ]);
  });

  test('a policy without form-action leaves forms alone', () => {
    expect(new Set(kinds(submitted(["default-src 'none'"]), 'chromium'))).toEqual(
      new Set(['not-governed: directive']),
    );
  });

  test.each(['link', 'script', 'meta-refresh', 'client-redirect'] as const)(
    'a %s is not governed',
    (kind) => {
      const policies = [{ value: "form-action 'none'", disposition: 'enforce', from: 'header' }] as const;
      const of = started({ kind, document: { url: LOGIN_GOV, policies } });
      expect(new Set(kinds(of, 'chromium'))).toEqual(new Set(['not-governed: cause']));
    },
  );

  test('unknown is not allowed: policies, page or cause were not seen', () => {
    expect(kinds(submitted(), 'firefox')[0]).toBe('unknown: policies');
    expect(kinds(started({ kind: 'form', document: { policies: [] } }), 'chromium')[0]).toBe(
      'unknown: document',
    );
    expect(kinds(started({ kind: 'unknown' }), 'chromium')[0]).toBe('unknown: cause');
  });

  test('at an address that cannot be read the chain ends without a question', () => {
    const broken = submitted(["form-action 'self'"], [LOGIN_GOV, 'https://%%/', 'https://sp.gov/']);
    expect(kinds(broken, 'chromium')).toEqual(['allowed', 'not-governed: address', 'not-governed: address']);
  });
});

describe('urisToRegister', () => {
  test('one for each host or app that no source covers', () => {
    expect(urisToRegister([submitted(["form-action 'self' https://sp.example.gov"])])).toEqual([
      'https://app.other.gov/home',
      'gov.example.app://',
    ]);
  });

  test('none where every hop is covered, or the policies were not seen', () => {
    const all = "form-action 'self' https://sp.example.gov https://app.other.gov gov.example.app:";
    expect(urisToRegister([submitted([all]), submitted()])).toEqual([]);
  });

  test('of a page of a deployment that the user named', () => {
    const local = 'http://localhost:4000';
    const parts = { hops: hops(), policies: ["form-action 'self'"], document: `${local}/sign_up/completed` };
    expect(urisToRegister([made(formNavigation(parts))], [local])).toContain('https://app.other.gov/home');
  });

  test('the page of another site is not mended in the portal', () => {
    const own = formNavigation({
      hops: hops(),
      policies: ["form-action 'self'"],
      document: 'https://sp.gov/',
    });
    expect(urisToRegister([made(own)])).toEqual([]);
  });
});
