import { describe, expect, test } from 'vitest';
import { decodeMessages } from '../../../src/core/decode/messages.ts';
import { type FlowInspection, inspect } from '../../../src/core/index.ts';
import type { ExampleCase, RuleExample } from '../../../src/core/rules/example-support/index.ts';
import { RULES } from '../../../src/core/rules/registry.ts';
import { isAbout, type Rule } from '../../../src/core/rules/rule.ts';
import { flowCapture, navigation, pageHop } from '../../support/builders.ts';
import { ruleExamples } from '../../support/rule-modules.ts';

async function inspected({ capture, ...options }: ExampleCase): Promise<FlowInspection> {
  const flow = (await inspect(capture, options)).flows.at(-1);
  if (flow === undefined) throw new Error('An example has a flow.');
  return flow;
}

function findingsOf({ findings }: FlowInspection, rule: string) {
  return findings.filter((finding) => finding.rule === rule);
}

const examples = (await ruleExamples()).map((example, index) => ({ ...example, number: index + 1 }));

describe.each(examples)('$rule, example $number', ({ rule, fails, passes }) => {
  test('the failing case is found, with this evidence', async () => {
    const { evidence, severity, ...failing } = await fails();
    const found = findingsOf(await inspected(failing), rule);
    if (severity !== undefined) expect(found.map((finding) => finding.severity)).toEqual([severity]);
    expect(found.map((finding) => finding.evidence.map(({ at, actual }) => ({ ...at, actual })))).toEqual([
      evidence.map(({ part, name, actual }) => ({ part, name, actual })),
    ]);
  });

  test('the evidence names hops of the flow', async () => {
    const inspection = await inspected(await fails());
    const hops = inspection.navigations.flatMap((shown) => shown.hops.map(({ id }) => id));
    const named = findingsOf(inspection, rule).flatMap(({ evidence }) => evidence.map(({ hop }) => hop));
    expect(hops).toEqual(expect.arrayContaining(named));
  });

  test('the passing case is asked and passes', async () => {
    const inspection = await inspected(await passes());
    expect(findingsOf(inspection, rule)).toEqual([]);
    expect(inspection.skipped.filter((skipped) => skipped.rule === rule)).toEqual([]);
    expect(subjects(await passes(), rule)).not.toEqual([]);
  });

  test('no rule crashes over either case', async () => {
    for (const shown of [await inspected(await fails()), await inspected(await passes())]) {
      expect(shown.skipped.filter(({ reason }) => reason === 'crashed')).toEqual([]);
    }
  });

  test('every text of its findings is a text', async () => {
    for (const finding of (await inspected(await fails())).findings) {
      const { summary, title, fix, values, evidence } = finding;
      const texts = [summary, title, fix, ...(values ?? []).flatMap(({ label, value }) => [label, value])];
      const shown = evidence.flatMap(({ at, actual, expected }) => [
        at.name,
        actual ?? 'none',
        expected ?? 'none',
      ]);
      for (const text of [...texts, ...shown]) expect(text).not.toMatch(/undefined|NaN|\[object|native code/);
      expect(summary).toBe(summary.trim());
    }
  });

  test('the fix tells a person what to do', async () => {
    for (const { fix } of findingsOf(await inspected(await fails()), rule)) {
      expect(fix).toMatch(/^[A-Z].*\.$/s);
      expect(fix).not.toMatch(NO_IMPERATIVE);
    }
  });
});

const withSkips = examples.flatMap(({ skips, ...example }) => (skips ? [{ ...example, skips }] : []));

test.each(withSkips)(
  '$rule, example $number: a case that it cannot decide is skipped',
  async ({ rule, skips }) => {
    const { reason, ...undecided } = await skips();
    const inspection = await inspected(undecided);
    expect(findingsOf(inspection, rule)).toEqual([]);
    expect(inspection.skipped.find((skipped) => skipped.rule === rule)?.reason).toBe(reason);
  },
);

/** Words that begin a statement, not a request. */
const NO_IMPERATIVE = /^(?:an?|the|this|that|these|it|there|you|your|please|no|nothing|login\.gov|\w+ing)\b/i;

/** Messages or, for a rule about flows, the flow that the rule is asked about. */
function subjects({ capture }: ExampleCase, id: string): readonly unknown[] {
  const on = RULES.find((rule) => rule.id === id)?.on;
  if (on === undefined || on === 'flow') return capture.flows;
  return capture.flows.flatMap(decodeMessages).filter(({ kind }) => isAbout(on, kind));
}

const withNeeds = RULES.filter(
  ({ needs, decidesWithoutPortal }) => needs !== undefined && !decidesWithoutPortal,
);
const withoutNeeds = RULES.filter(({ needs }) => needs === undefined);

async function failingCase(rule: Rule): Promise<ExampleCase> {
  const example: RuleExample | undefined = examples.find((candidate) => candidate.rule === rule.id);
  if (example === undefined) throw new Error(`${rule.id} has no example.`);
  const { evidence: _, ...failing } = await example.fails();
  return failing;
}

describe.each(withNeeds)('$id needs the portal configuration', (rule) => {
  test('without it the rule is skipped, not passed', async () => {
    const { portal: _, ...failing } = await failingCase(rule);
    const inspection = await inspected(failing);
    expect(findingsOf(inspection, rule.id)).toEqual([]);
    expect(inspection.skipped.find((skipped) => skipped.rule === rule.id)).toEqual({
      rule: rule.id,
      title: rule.title,
      reason: 'no-portal-configuration',
      ...(rule.needs?.length !== 0 && { needs: rule.needs }),
    });
  });

  test.each(rule.needs ?? [])('without its %s the rule is skipped and says so', async (field) => {
    const failing = await failingCase(rule);
    const { [field]: _, ...portal } = failing.portal ?? {};
    const inspection = await inspected({ ...failing, portal });
    expect(findingsOf(inspection, rule.id)).toEqual([]);
    const detail = inspection.skipped.find((skipped) => skipped.rule === rule.id)?.detail;
    expect(detail).toBe(`The portal configuration has no ${field}.`);
  });
});

test.each(withoutNeeds)('$id is never skipped for want of a portal configuration', async (rule) => {
  const { portal: _, ...failing } = await failingCase(rule);
  const inspection = await inspected(failing);
  expect(findingsOf(inspection, rule.id)).not.toEqual([]);
  expect(inspection.skipped.filter((skipped) => skipped.rule === rule.id)).toEqual([]);
});

describe('a flow without any message', () => {
  const nothing = flowCapture(navigation([pageHop('https://app.example.gov/')]));

  test('makes every rule silent', async () => {
    expect((await inspected({ capture: nothing })).findings).toEqual([]);
  });

  test('skips no rule about messages', async () => {
    const { skipped } = await inspected({ capture: nothing });
    const aboutFlows = RULES.filter(({ on }) => on === 'flow').map(({ id }) => id);
    expect(skipped.map(({ rule }) => rule).filter((rule) => !aboutFlows.includes(rule))).toEqual([]);
  });
});
