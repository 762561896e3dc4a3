import { describe, expect, test } from 'vitest';
import { CaptureHistory } from '../../../src/core/history.ts';
import {
  clip,
  DEFAULT_DEPLOYMENT,
  isAbout,
  messageRule,
  quoted,
  type RuleContext,
} from '../../../src/core/rules/rule.ts';

describe('quoted', () => {
  test.each([
    [[], ''],
    [['a'], '"a"'],
    [['a', 'b'], '"a" and "b"'],
    [['a', 'b', 'c'], '"a", "b" and "c"'],
    [['1', '2', '3', '4', '5', '6', '7'], '"1", "2", "3", "4", "5" and 2 more'],
  ])('%j is %s', (values, text) => {
    expect(quoted(values)).toBe(text);
  });
});

test('clip leaves what is short and cuts what is long', () => {
  expect(clip('x'.repeat(120))).toBe('x'.repeat(120));
  expect(clip('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
});

test('isAbout takes one kind or several', () => {
  expect(isAbout('saml-response', 'saml-response')).toBe(true);
  expect(isAbout(['saml-response', 'error-page'], 'error-page')).toBe(true);
  expect(isAbout(['saml-response'], 'error-page')).toBe(false);
  expect(isAbout('flow', 'error-page')).toBe(false);
});

test('a message rule is silent about other kinds of message', () => {
  const rule = messageRule({
    id: 'x',
    severity: 'info',
    title: 'X',
    docs: ['https://developers.login.gov/'],
    on: 'error-page',
    check: ({ hop }) => ({
      summary: 's',
      fix: 'f',
      evidence: [{ hop, at: { part: 'page', name: 'messages' } }],
    }),
  });
  const context: RuleContext = {
    flow: { id: 'f', navigations: [] },
    messages: [],
    formActions: [],
    portal: {},
    portalGiven: false,
    signatures: new Map(),
    codeVerifiers: new Map(),
    clientAssertions: new Map(),
    history: new CaptureHistory(),
    hop: () => undefined,
    deployment: DEFAULT_DEPLOYMENT,
  };
  const page = { kind: 'error-page', hop: 'h', title: 't', messages: [], problems: [] } as const;
  expect(rule.check(page, context)).toMatchObject({ evidence: [{ hop: 'h' }] });
  expect(rule.check({ kind: 'oidc-logout-request', hop: 'h', parameters: [] }, context)).toBeUndefined();
});
