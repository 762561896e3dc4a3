import { describe, expect, it } from 'vitest';
import { createAnnouncer } from '../../../../src/extension/inspector/state/announcer.ts';
import { followedInspection, manyFlows, refusedFlow, refusedInspection } from '../samples.ts';

const everything = () => true;
const refused = { flow: refusedFlow, inspection: refusedInspection };
const unfinished = {
  flow: refusedFlow,
  inspection: { ...followedInspection, outcome: { kind: 'unfinished', summary: '' }, findings: [] } as const,
};

describe('createAnnouncer', () => {
  it('is silent about what was there at the start, inspected or not', () => {
    const announce = createAnnouncer();
    expect(announce([{ flow: refusedFlow }, ...manyFlows(2)], everything)).toBeUndefined();
    expect(announce([refused, ...manyFlows(2)], everything)).toBeUndefined();
  });

  it('announces a new flow and each new outcome once', () => {
    const announce = createAnnouncer();
    announce([], everything);
    expect(announce([unfinished], everything)).toMatch(
      /^New flow, OIDC urn:gov:.*case_portal: Unfinished\.$/,
    );
    expect(announce([unfinished], everything)).toBeUndefined();
    expect(announce([refused], everything)).toMatch(/^OIDC .*: Refused by the browser, 1 error\.$/);
    expect(announce([refused], everything)).toBeUndefined();
  });

  it('passes over flows that are out of scope', () => {
    const announce = createAnnouncer();
    announce([], everything);
    expect(announce([refused], () => false)).toBeUndefined();
    expect(announce([refused], everything)).toBeUndefined();
  });
});
