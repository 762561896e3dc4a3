import { describe, expect, test } from 'vitest';
import { type FormActionRequest, judgeFormAction } from '../../../src/core/csp/index.ts';

const IDP = 'https://idp.int.identitysandbox.gov/';

function judge(policy: string, target: string, rest: Partial<FormActionRequest> = {}) {
  return judgeFormAction({
    documentUrl: IDP,
    policies: [{ value: policy, disposition: 'enforce' }],
    target,
    redirects: [],
    engine: 'chromium',
    ...rest,
  });
}

function allows(policy: string, target: string, rest: Partial<FormActionRequest> = {}): boolean {
  return judge(policy, target, rest).blockedAt === null;
}

describe('judgeFormAction', () => {
  test('names the hop, the policy and the directive that refuse', () => {
    const redirects = ['https://sp.example.gov/cb', 'https://app.other.gov/home'];
    const policy = "default-src 'self'; Form-Action  'self' https://sp.example.gov";
    expect(judge(`form-action *, ${policy} , script-src *`, '/auth', { redirects })).toEqual({
      blockedAt: 2,
      url: 'https://app.other.gov/home',
      policy,
      directive: "Form-Action  'self' https://sp.example.gov",
    });
  });

  test('lets Firefox follow redirects that Chromium refuses', () => {
    const redirects = ['https://sp.example.gov/cb'];
    expect(judge("form-action 'self'", IDP, { redirects }).blockedAt).toBe(1);
    expect(judge("form-action 'self'", IDP, { redirects, engine: 'firefox' }).blockedAt).toBeNull();
    expect(judge("form-action 'none'", IDP, { redirects, engine: 'firefox' }).blockedAt).toBe(0);
  });

  test('never refuses for a report-only policy, nor by default-src', () => {
    const policies = [
      { value: "form-action 'none'", disposition: 'report' as const },
      { value: "default-src 'none'", disposition: 'enforce' as const },
    ];
    expect(judge('', IDP, { policies })).toEqual({ blockedAt: null });
  });

  test.each([
    ['http and its port go to https together', 'form-action http://sp.gov', 'https://sp.gov/', true],
    ['but not from a port of https', 'form-action http://sp.gov:443', 'https://sp.gov/', false],
    [
      'a path ends with the directory or not at all',
      'form-action sp.gov/auth',
      'https://sp.gov/auth/result',
      false,
    ],
    ['a path directory covers what is below', 'form-action sp.gov/auth/', 'https://sp.gov/auth/result', true],
    ['a star leaves custom schemes out', 'form-action *', 'gov.agency.app://cb', false],
    ['a custom scheme is listed as such', 'form-action gov.agency.app:', 'gov.agency.app://cb', true],
    ['a host wildcard needs a label', 'form-action *.sp.gov', 'https://sp.gov/', false],
    ['bytes and characters of a path are one', 'form-action sp.gov/%E9', 'https://sp.gov/%C3%A9', true],
    ['the first directive of a name counts', "form-action 'none'; form-action *", 'https://sp.gov/', false],
    ['even if it is unreadable', "form-action é; form-action 'none'", 'https://sp.gov/', true],
  ])('%s', (_, policy, target, expected) => {
    expect(allows(policy, target)).toBe(expected);
  });

  test.each([
    ['scheme and port apart', 'form-action http://sp.gov:443', 'https://sp.gov/', true],
    ['a query behind a host', 'form-action https://sp.gov?x=1', 'https://sp.gov/', true],
    ['an unreadable directive as absent', "form-action é; form-action 'none'", 'https://sp.gov/', false],
    ['path bytes, not characters', 'form-action sp.gov/%E9', 'https://sp.gov/%C3%A9', false],
  ])('Firefox takes %s', (_, policy, target, expected) => {
    expect(allows(policy, target, { engine: 'firefox' })).toBe(expected);
  });

  test('Firefox does not split a meta content at commas', () => {
    const policies = [
      { value: "img-src *, form-action 'none'", disposition: 'enforce', from: 'meta' },
    ] as const;
    expect(judge('', IDP, { policies, engine: 'firefox' }).blockedAt).toBeNull();
    expect(judge('', IDP, { policies }).blockedAt).toBe(0);
  });

  test('matches nothing against a document that cannot be known', () => {
    expect(allows("form-action 'self' idp.int.identitysandbox.gov", IDP, { documentUrl: 'no url' })).toBe(
      false,
    );
    expect(allows('form-action https:', IDP, { documentUrl: '' })).toBe(true);
  });

  test.each([
    ['target', { target: 'https://[' }],
    ['redirect', { redirects: ['http://a:99999/', IDP, ''] }],
  ])('ends at a %s that cannot be parsed, as the browser does', (_, broken) => {
    expect(judge("form-action 'self' %zz ''' é; form-action 'none'", IDP, broken)).toEqual({
      blockedAt: null,
    });
  });

  test.each([
    'about:blank',
    'data:text/plain,x',
    'file:///tmp/x',
    'view-source:https://sp.gov/',
    'blob:https://sp.gov/1',
  ])('ends at %s, which Chromium never lets a page navigate to', (url) => {
    expect(judge("form-action 'self'", url).blockedAt).toBeNull();
    expect(judge("form-action 'self'", IDP, { redirects: [url, 'https://sp.gov/'] }).blockedAt).toBeNull();
  });

  test('asks about javascript: and its own blob: as a target, not after a redirect', () => {
    for (const url of ['javascript:void 0', `blob:${IDP}1`]) {
      expect(judge("form-action 'self'", url).blockedAt).toBe(0);
      expect(judge("form-action 'self'", IDP, { redirects: [url] }).blockedAt).toBeNull();
    }
  });

  test('judges the target that upgrade-insecure-requests makes', () => {
    const policy = 'form-action https://sp.gov; upgrade-insecure-requests';
    expect(judge(policy, 'http://sp.gov/', { redirects: ['http://sp.gov/'] }).blockedAt).toBe(1);
    expect(judge(policy, 'http://localhost/').blockedAt).toBe(0);
  });

  test.each([
    ['white space', `form-action${' '.repeat(1e6)}x${'\t'.repeat(1e6)}y`],
    ['sources', `form-action ${'https://sp.example.gov/auth/result '.repeat(5e4)}`],
    ['directives', 'form-action a;'.repeat(1e5)],
    ['policies', 'form-action *,'.repeat(1e5)],
    ['one host', `form-action ${'a.'.repeat(1e6)}`],
    ['one path', `form-action sp.gov${'/%C3%A9'.repeat(3e5)}`],
  ])('ends over a policy of many %s', (_, policy) => {
    const target = `https://sp.gov${'/%C3%A9'.repeat(1e4)}`;
    expect([0, 1, null]).toContain(judge(policy, target, { redirects: [IDP] }).blockedAt);
    expect([0, null]).toContain(judge(policy, target, { engine: 'firefox' }).blockedAt);
  });
});
