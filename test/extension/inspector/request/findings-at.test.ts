import { describe, expect, it } from 'vitest';
import {
  findingsAtParameter,
  findingsAtXml,
} from '../../../../src/extension/inspector/request/findings-at.ts';
import { refusedInspection, samlInspection } from '../samples.ts';

const rules = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

describe('findingsAtParameter', () => {
  it('finds what is said about a parameter of that hop', () => {
    const { findings } = refusedInspection;
    expect(rules(findingsAtParameter(findings, 'h2', 'acr_values'))).toEqual(['oidc-deprecated-acr-value']);
    expect(findingsAtParameter(findings, 'h3', 'acr_values')).toEqual([]);
    expect(findingsAtParameter(findings, 'h2', 'scope')).toEqual([]);
  });
});

describe('findingsAtXml', () => {
  it('goes by the last step of the path', () => {
    expect(rules(findingsAtXml(samlInspection.findings, 's1', 'Issuer'))).toEqual([
      'saml-issuer-unregistered',
    ]);
    expect(findingsAtXml(samlInspection.findings, 's1', 'AuthnRequest')).toEqual([]);
  });
});
