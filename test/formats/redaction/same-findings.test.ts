import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { FlowInspection, Inspection } from '../../../src/core/model/index.ts';
import type { ExampleCase } from '../../../src/core/rules/example-support/index.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { ruleExamples } from '../../support/rule-modules.ts';

/** What was concluded, without the values that it was concluded from. */
function conclusions({ flows }: Inspection) {
  return flows.map((flow) => ({
    id: flow.id,
    protocol: flow.protocol,
    client: flow.client,
    outcome: [flow.outcome.kind, flow.outcome.hop],
    findings: findingsOf(flow),
    skipped: flow.skipped.map(({ rule, reason }) => `${rule} ${reason}`),
    signatures: flow.signatures.map(({ hop, by, bySpecification, atLoginGov, digestMatches }) => ({
      hop,
      by,
      bySpecification: bySpecification.outcome,
      atLoginGov: atLoginGov?.outcome,
      digestMatches,
    })),
    formActions: flow.formActions.map(({ navigation, chromium, firefox }) => [
      navigation,
      chromium?.hop,
      firefox?.hop,
    ]),
    messages: flow.messages.map(({ kind, hop }) => `${kind} ${hop}`),
  }));
}

function findingsOf({ findings }: FlowInspection) {
  return findings.map(({ rule, severity, title, docs, evidence, values = [] }) => ({
    rule,
    severity,
    title,
    docs,
    evidence: evidence.map(({ hop, at, actual, expected }) => [
      hop,
      at.part,
      at.name,
      actual?.length,
      expected?.length,
    ]),
    values: values.map(({ label }) => label),
  }));
}

async function expectSame({ capture, ...options }: ExampleCase) {
  const { capture: redacted } = await redactCapture(capture, options);
  const [before, after] = [await inspect(capture, options), await inspect(redacted, options)];
  expect(conclusions(after)).toEqual(conclusions(before));
}

const examples = await ruleExamples();

describe('a redacted capture gives the same findings', () => {
  test.each(examples.map((example, index) => ({ ...example, name: `${example.rule} ${index}` })))(
    '$name',
    async ({ fails, passes, skips }) => {
      const { evidence: _, ...failing } = await fails();
      await expectSame(failing);
      await expectSame(await passes());
      if (skips !== undefined) {
        const { reason: _why, ...skipped } = await skips();
        await expectSame(skipped);
      }
    },
  );
});
