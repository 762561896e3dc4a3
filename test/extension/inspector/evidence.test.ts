import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/model/index.ts';
import { evidenceAt, findingKey, viewOfEvidence } from '../../../src/extension/inspector/evidence.ts';
import { finding, refusedInspection, samlInspection } from './samples.ts';

describe('viewOfEvidence', () => {
  it.each([
    ['a parameter of the request', 'h2', { part: 'query', name: 'acr_values' }, 'request'],
    ['a parameter of the answer', 'h5', { part: 'query', name: 'code' }, 'response'],
    ['a parameter of a hop without a message', 'h3', { part: 'query', name: 'x' }, 'raw'],
    ['a header', 'h3', { part: 'response-header', name: 'content-security-policy' }, 'raw'],
    ['a URL', 'h6', { part: 'url', name: 'url' }, 'raw'],
  ] as const)('%s', (_, hop, at, view) => {
    expect(viewOfEvidence({ hop, at }, refusedInspection, { rule: 'request-long-url' })).toBe(view);
  });

  it.each([
    ['XML', { part: 'xml', name: 'AuthnRequest/Issuer' }, 'request'],
    ['an error page', { part: 'page', name: 'messages' }, 'response'],
  ] as const)('%s', (_, at, view) => {
    expect(viewOfEvidence({ hop: 's1', at }, samlInspection, { rule: 'saml-issuer-missing' })).toBe(view);
  });

  it.each([
    ['the refused redirect', 'csp-form-action-redirect-gap', 'h6', { part: 'url', name: 'url' }, 'csp'],
    ['a redirect that is allowed', 'csp-form-action-redirect-gap', 'h5', { part: 'url', name: 'url' }, 'raw'],
    ['a predicted policy', 'csp-form-action-gap-predicted', 'h6', { part: 'url', name: 'url' }, 'csp'],
    [
      'a policy whose page submitted no form',
      'csp-form-action-not-sent',
      'h2',
      { part: 'response-header', name: 'content-security-policy' },
      'raw',
    ],
  ] as const)('a finding about the policy: %s', (_, rule, hop, at, view) => {
    expect(viewOfEvidence({ hop, at }, refusedInspection, { rule })).toBe(view);
  });
});

describe('evidenceAt', () => {
  const evidence: Evidence = { hop: 'h2', at: { part: 'query', name: 'state' } };
  const found = finding({ evidence: [evidence] });

  it('finds the same finding after another inspection', () => {
    const again = structuredClone(found);
    expect(
      evidenceAt({ findings: [finding(), again] }, { finding: findingKey(found), index: 0, visit: 0 }),
    ).toEqual({
      finding: again,
      evidence,
    });
  });

  it('finds none that is gone', () => {
    expect(evidenceAt({ findings: [] }, { finding: findingKey(found), index: 0, visit: 0 })).toBeUndefined();
    expect(
      evidenceAt({ findings: [found] }, { finding: findingKey(found), index: 1, visit: 0 }),
    ).toBeUndefined();
    expect(evidenceAt({ findings: [found] }, undefined)).toBeUndefined();
  });
});
