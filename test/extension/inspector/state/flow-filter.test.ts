import { describe, expect, it } from 'vitest';
import {
  inScope,
  isFiltering,
  matching,
  NO_FILTER,
} from '../../../../src/extension/inspector/state/flow-filter.ts';
import { manyFlows, SAMPLES } from '../samples.ts';

const flows = [...SAMPLES, ...manyFlows(1)];
const ids = (recorded: typeof flows | ReturnType<typeof matching>) => recorded.map(({ flow }) => flow.id);

describe('inScope', () => {
  it('keeps the flows of the inspected tab', () => {
    expect(ids(inScope(flows, 'tab', { inspectedTab: 9 }))).toEqual(['many-0']);
    expect(inScope(flows, 'all', { inspectedTab: 9 })).toBe(flows);
  });

  it('keeps the flows of the window', () => {
    const [first, ...others] = flows;
    if (!first) throw new Error('There is no flow.');
    const there = { ...first, flow: { ...first.flow, tab: { id: 1, frame: 0, window: 5 } } };
    expect(inScope([there, ...others], 'window', { window: 5 })).toEqual([there]);
  });
});

describe('matching', () => {
  it('looks into client, outcome, URLs and findings, in any case', () => {
    expect(ids(matching(flows, { ...NO_FILTER, text: 'UNAUTHORIZED saml-issuer' }))).toEqual([
      'saml',
      'undecodable',
    ]);
    expect(
      ids(matching(flows, { ...NO_FILTER, text: 'other-agency.example.gov refused-by-browser' })),
    ).toEqual(['refused']);
    expect(ids(matching(flows, { ...NO_FILTER, text: 'case_portal unfinished' }))).toEqual(['many-0']);
  });

  it('keeps all for an empty filter and none for words that occur nowhere', () => {
    expect(matching(flows, { ...NO_FILTER, text: '  ' })).toBe(flows);
    expect(matching(flows, { ...NO_FILTER, text: 'zebra' })).toEqual([]);
  });

  it('chooses by severity, protocol and outcome', () => {
    const only = (filter: object) => ids(matching(flows, { ...NO_FILTER, ...filter }));
    expect(only({ protocol: 'saml' })).toEqual(['saml', 'undecodable']);
    expect(only({ outcome: 'signed-in' })).toEqual(['followed']);
    expect(only({ severity: 'none' })).toEqual(['many-0']);
    expect(only({ severity: 'error', protocol: 'oidc', text: 'case_portal' })).toEqual([
      'refused',
      'followed',
    ]);
  });

  it('says whether it leaves anything out', () => {
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(isFiltering({ ...NO_FILTER, text: ' ' })).toBe(false);
    expect(isFiltering({ ...NO_FILTER, outcome: 'cancelled' })).toBe(true);
  });
});
