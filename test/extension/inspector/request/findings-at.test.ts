import { describe, expect, it } from 'vitest';
import {
  findingsAt,
  parameterPlaces,
  xmlPlaces,
} from '../../../../src/extension/inspector/request/findings-at.ts';
import { finding, refusedInspection, samlInspection } from '../samples.ts';

const rules = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

describe('parameterPlaces', () => {
  it('finds what is said about a parameter of that hop', () => {
    const { findings } = refusedInspection;
    expect(rules(findingsAt(parameterPlaces(findings, ['h2']), 'acr_values'))).toEqual([
      'oidc-deprecated-acr-value',
    ]);
    expect(findingsAt(parameterPlaces(findings, ['h3']), 'acr_values')).toEqual([]);
    expect(findingsAt(parameterPlaces(findings, ['h2']), 'scope')).toEqual([]);
  });
});

describe('xmlPlaces', () => {
  const said = (name: string, actual?: string) =>
    finding({ evidence: [{ hop: 's1', at: { part: 'xml', name }, ...(actual && { actual }) }] });

  it('goes by the last step of the path', () => {
    const { findings } = samlInspection;
    expect(rules(findingsAt(xmlPlaces(findings, ['s1'], ['Issuer']), 'Issuer'))).toEqual([
      'saml-issuer-unregistered',
    ]);
    expect(findingsAt(xmlPlaces(findings, ['s1'], []), 'AuthnRequest')).toEqual([]);
  });

  it('puts what lies in a known element there', () => {
    const inside = said('Signature/SignedInfo/SignatureMethod/@Algorithm', 'rsa-sha1');
    expect(xmlPlaces([inside], ['s1'], ['Signature'])).toEqual([
      { name: 'Signature', findings: [inside], values: ['rsa-sha1'] },
    ]);
  });

  it('names what was not sent', () => {
    const missing = said('AuthnRequest/Signature');
    expect(xmlPlaces([missing, missing], ['s1'], ['Issuer'])).toEqual([
      { name: 'Signature', findings: [missing], values: [] },
    ]);
  });
});
