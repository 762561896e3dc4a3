import { describe, expect, test } from 'vitest';
import {
  IgnoreList,
  IgnoreListError,
  parseIgnoreList,
} from '../../../src/formats/ignore-list/ignore-list.ts';
import { finding as aFinding, flow as aFlow } from '../report/sample-inspection.ts';

const DAY = Date.UTC(2027, 0, 31, 12);
const finding = aFinding();
const other = aFinding({ rule: 'oidc-prompt-missing', severity: 'warning' });
const flow = aFlow({ findings: [finding, other] });
const inspection = { flows: [flow] };
const { rule } = finding;

describe('an ignore list', () => {
  test('keeps what it names apart, with the reason', () => {
    const list = new IgnoreList(parseIgnoreList(JSON.stringify([{ rule, reason: 'Known.' }])), DAY);
    const [sifted] = list.sift(inspection).flows;

    expect(sifted?.ignored).toEqual([{ ...finding, reason: 'Known.' }]);
    expect(sifted?.findings).toEqual([other]);
    expect(list.remarks()).toEqual([]);
  });

  test('of another client ignores nothing, and says that it is of no use', () => {
    const list = new IgnoreList([{ rule, reason: 'Known.', client: 'urn:gov:gsa:other' }], DAY);
    const [sifted] = list.sift(inspection).flows;

    expect(sifted?.findings).toEqual(flow.findings);
    expect(list.remarks()).toEqual([`${rule} of urn:gov:gsa:other was not found`]);
  });

  test.each([
    ['2027-01-31', 1, []],
    ['2027-01-30', 0, [`${rule} is ignored no more: its last day was 2027-01-30`]],
  ])('until %s', (until, count, remarks) => {
    const list = new IgnoreList([{ rule, reason: 'Known.', client: flow.client ?? '', until }], DAY);
    const [sifted] = list.sift(inspection).flows;

    expect(sifted?.ignored).toHaveLength(count);
    expect(list.remarks()).toEqual(remarks);
  });
});

test.each([
  ['[{"rule": "no-such-rule", "reason": "x"}]', '0.rule must be the id of a rule (docs/rules.md)'],
  [`[{"rule": "${rule}"}]`, '0.reason is missing'],
  [`[{"rule": "${rule}", "reason": ""}]`, '0.reason must not be empty'],
  [`[{"rule": "${rule}", "reason": "x", "until": "soon"}]`, '0.until must be a date such as 2027-01-31'],
  ['{"rule": "x"}', 'the top level must be a list, not an object'],
])('%s is refused with the place', (json, message) => {
  expect(() => parseIgnoreList(json)).toThrow(new IgnoreListError(`not an ignore list: ${message}`));
});

test('a misspelt field is named: what it was meant to limit would be ignored everywhere', () => {
  const json = JSON.stringify([{ rule, reason: 'x', clients: 'urn:gov:gsa:other' }]);
  expect(() => parseIgnoreList(json)).toThrow(/^not an ignore list: 0\.clients /);
});

test('what is no JSON is refused with the place', () => {
  expect(() => parseIgnoreList('[{')).toThrow(
    new IgnoreListError('not JSON: unexpected character at line 1, column 3'),
  );
});
