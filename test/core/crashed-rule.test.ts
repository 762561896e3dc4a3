import { expect, test, vi } from 'vitest';
import { inspect } from '../../src/core/index.ts';
import type { Message } from '../../src/core/model/index.ts';
import type { Rule, RuleContext } from '../../src/core/rules/rule.ts';
import { authorizeUrl, flowCapture, hop, navigation, requestCapture } from '../support/builders.ts';

/** A registry of its own: a rule that throws at the request with `state=bad` among rules that do not. */
vi.mock('../../src/core/rules/registry.ts', () => {
  const facts = {
    severity: 'warning',
    docs: ['https://developers.login.gov/'],
    on: 'oidc-authorize-request',
  } as const;
  const found = (hopId: string) => ({
    summary: 'Found.',
    fix: 'Mend it.',
    evidence: [{ hop: hopId, at: { part: 'query', name: 'state' } }] as const,
  });
  const isBad = (hopId: string, { flow }: RuleContext) =>
    flow.navigations.some(({ hops }) =>
      hops.some(({ id, url }) => id === hopId && url.includes('state=bad')),
    );
  const rules: readonly Rule[] = [
    { ...facts, id: 'before', title: 'Before', check: (message: Message) => found(message.hop) },
    {
      ...facts,
      id: 'throws',
      title: 'Throws',
      check: (message: Message, context: RuleContext) => {
        if (isBad(message.hop, context)) throw new TypeError('Cannot read x.');
        return found(message.hop);
      },
    },
    {
      ...facts,
      id: 'throws-a-text',
      title: 'Throws a text',
      on: 'flow',
      check: () => {
        throw 'no error';
      },
    },
    { ...facts, id: 'after', title: 'After', check: (message: Message) => found(message.hop) },
  ];
  return { RULES: rules };
});

test('a rule that throws is said to have crashed, and the others answer', async () => {
  const { flows } = await inspect(requestCapture(authorizeUrl({ state: 'bad' })));
  expect(flows[0]?.findings.map(({ rule }) => rule)).toEqual(['before', 'after']);
  expect(flows[0]?.skipped).toEqual([
    { rule: 'throws', title: 'Throws', reason: 'crashed', detail: 'Cannot read x.' },
    { rule: 'throws-a-text', title: 'Throws a text', reason: 'crashed', detail: 'no error' },
  ]);
});

test('what a rule found before it crashed is kept', async () => {
  const { flows } = await inspect(
    flowCapture(navigation([hop(authorizeUrl({ state: 'good' })), hop(authorizeUrl({ state: 'bad' }))])),
  );
  const found = flows[0]?.findings.filter(({ rule }) => rule === 'throws') ?? [];
  expect(found.map(({ evidence }) => evidence[0]?.hop)).toEqual(['f/1.1']);
  expect(flows[0]?.skipped.map(({ rule }) => rule)).toContain('throws');
});

test('a crash in one flow leaves the others alone', async () => {
  const good = flowCapture(navigation([hop(authorizeUrl({ state: 'good' }))])).flows;
  const bad = flowCapture(navigation([hop(authorizeUrl({ state: 'bad' }))])).flows;
  const { flows } = await inspect({ version: 1, flows: [...bad, ...good] });
  expect(flows.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    ['before', 'after'],
    ['before', 'throws', 'after'],
  ]);
});
