import { describe, expect, test } from 'vitest';
import { coverNavigation, type FormActionRequest, judgeFormAction } from '../../../src/core/csp/index.ts';
import { type ChromiumCase, chromiumCases, formActionRequest } from './chromium-case.ts';

const IDP = 'https://idp.int.identitysandbox.gov/sign_up/completed';

function cover(policies: FormActionRequest['policies'], rest: Partial<FormActionRequest> = {}) {
  const redirects = ['https://sp.example.gov/cb', 'https://app.other.gov/home', 'https://third.gov/'];
  return coverNavigation({ documentUrl: IDP, policies, target: IDP, redirects, engine: 'chromium', ...rest });
}

const enforced = (value: string) => ({ value, disposition: 'enforce' as const });

/** `source: hops that it covers`, for the only policy. */
function lines({ policies: [policy] }: ReturnType<typeof coverNavigation>) {
  return policy?.sources.map(({ source, covers }) => `${source.text}: ${covers.join(' ')}`);
}

describe('which source covers which hop', () => {
  const policy = enforced(
    "form-action 'self' https://*.example.gov https://sp.example.gov/x https://app.other.gov",
  );

  test('of the whole chain, also after a hop that none covers', () => {
    const found = cover([enforced("form-action 'self' https://*.example.gov https://third.gov")]);
    expect(lines(found)).toEqual(["'self': 0", 'https://*.example.gov: 1', 'https://third.gov: 3']);
    expect(found.policies[0]?.coveredBy.map((source) => source?.text ?? null)).toEqual([
      "'self'",
      'https://*.example.gov',
      null,
      'https://third.gov',
    ]);
  });

  test('several may cover one; after a redirect the path does not count', () => {
    expect(lines(cover([policy]))).toEqual([
      "'self': 0",
      'https://*.example.gov: 1',
      'https://sp.example.gov/x: 1',
      'https://app.other.gov: 2',
    ]);
  });

  test('in Firefox, of the target alone', () => {
    const found = cover([policy], { engine: 'firefox' });
    expect(found.checked).toBe(1);
    expect(lines(found)?.slice(0, 2)).toEqual(["'self': 0", 'https://*.example.gov: ']);
  });

  test('of every policy: those of one value, report-only ones, and those that leave forms alone', () => {
    const { policies } = cover([
      enforced("form-action 'self', script-src 'none'"),
      { value: "form-action 'none'", disposition: 'report' },
    ]);
    expect(policies.map(({ directive, sent }) => [directive?.text ?? null, sent.disposition])).toEqual([
      ["form-action 'self'", 'enforce'],
      [null, 'enforce'],
      ["form-action 'none'", 'report'],
    ]);
    expect(policies[1]?.coveredBy).toEqual([]);
  });

  test('a meta content with commas is two policies to Chromium, one to Firefox', () => {
    const meta = [{ ...enforced("form-action 'self', script-src x"), from: 'meta' as const }];
    expect(cover(meta).policies).toHaveLength(2);
    expect(cover(meta, { engine: 'firefox' }).policies).toHaveLength(1);
  });

  test('lists no more sources than a person can read, and counts them all', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `https://h${at}.gov`).join(' ');
    const found = cover([enforced(`form-action 'self' ${many} https://third.gov`)]);
    expect(found.policies[0]?.sources).toHaveLength(500);
    expect(found.policies[0]?.coveredBy[3]?.text).toBe('https://third.gov');
  });
});

describe('the first hop that an enforced policy does not cover is the refused one', () => {
  const refusedAt = (request: FormActionRequest) => {
    const { checked, policies } = coverNavigation(request);
    const governing = policies.filter(
      ({ sent, directive }) => sent.disposition === 'enforce' && directive !== null,
    );
    for (let at = 0; at < checked; at++) {
      if (governing.some(({ coveredBy }) => coveredBy[at] === null)) return at;
    }
    return null;
  };
  const all: readonly ChromiumCase[] = [
    ...chromiumCases('csp-chromium-verdicts.json'),
    ...chromiumCases('csp-chromium-verdicts-extra.json'),
  ];

  test.each(['chromium', 'firefox'] as const)('in %s, in every recorded case', (engine) => {
    const differing = all.filter((recorded) => {
      const request = formActionRequest(recorded, engine);
      return refusedAt(request) !== judgeFormAction(request).blockedAt;
    });
    expect(differing).toEqual([]);
    expect(all.some((recorded) => refusedAt(formActionRequest(recorded, engine)) !== null)).toBe(true);
  });
});
