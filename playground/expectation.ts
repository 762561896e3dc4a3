import type { Engine, FlowInspection } from '../src/core/model/index.ts';
import type { Scenario } from './scenario.ts';

/**
 * How the inspection of what a scenario left behind differs from what it promises; empty when it does not.
 * `flows` are those that the scenario made, in the order in which they began.
 */
export function differences(scenario: Scenario, engine: Engine, flows: readonly FlowInspection[]): string[] {
  const expected = scenario.expected[engine];
  const last = flows.at(-1);
  if (flows.length !== scenario.flows || last === undefined) {
    return [`${flows.length} flows were recorded instead of ${scenario.flows}`];
  }
  const spotted = flows.slice(0, -1).flatMap((flow) => rulesOf(flow));
  const refused = last.formActions.flatMap(({ chromium }) => (chromium === null ? [] : [chromium.url]));
  return [
    ...(spotted.length > 0 ? [`an earlier flow has findings: ${spotted.join(', ')}`] : []),
    ...difference('outcome', last.outcome.kind, expected.outcome),
    ...difference('rules', rulesOf(last).toSorted().join(', '), expected.rules.toSorted().join(', ')),
    ...(expected.refusedUrl === undefined
      ? []
      : difference('refused URL', refused.map(withoutQuery).join(', '), expected.refusedUrl)),
    ...last.skipped.filter(({ reason }) => reason === 'crashed').map(({ rule }) => `rule ${rule} crashed`),
  ];
}

function difference(what: string, actual: string, expected: string): string[] {
  return actual === expected ? [] : [`${what}: ${actual || 'none'} instead of ${expected || 'none'}`];
}

function rulesOf({ findings }: FlowInspection): string[] {
  return findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url;
}
