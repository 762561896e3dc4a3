import { describe, expect, test } from 'vitest';
import {
  AAL1,
  AALS_BY_PRIORITY,
  AUTH_ONLY,
  DEPRECATED_REPLACEMENTS,
  DOCUMENTED_VALUES,
  FACIAL_MATCH_VALUES,
  IAL2_STRICT,
  IALMAX,
  IALS_BY_PRIORITY,
  likelyIntended,
  PROOFING_VALUES,
  UNDOCUMENTED_REPLACEMENTS,
  VALID_AUTHN_CONTEXTS,
  VERIFIED,
} from '../../../src/core/login-gov/acr-values.ts';

describe('the lists of values', () => {
  test('accept every level but AAL1, and the strict value, which is none', () => {
    const levels = [...IALS_BY_PRIORITY, ...AALS_BY_PRIORITY].filter((value) => value !== AAL1);
    expect(VALID_AUTHN_CONTEXTS).toEqual(new Set([...levels, IAL2_STRICT]));
    expect(VALID_AUTHN_CONTEXTS.has(AAL1)).toBe(false);
  });

  test('ask for proofing above IALMAX, and for a facial match above that', () => {
    expect(PROOFING_VALUES).toContain(VERIFIED);
    expect(PROOFING_VALUES).toContain('http://idmanagement.gov/ns/assurance/loa/3');
    expect(PROOFING_VALUES).not.toContain(IALMAX);
    expect(PROOFING_VALUES).not.toContain(AUTH_ONLY);
    expect(FACIAL_MATCH_VALUES).toEqual([
      'urn:acr.login.gov:verified-facial-match-required',
      'http://idmanagement.gov/ns/assurance/ial/2?bio=required',
      'urn:acr.login.gov:verified-facial-match-preferred',
      'http://idmanagement.gov/ns/assurance/ial/2?bio=preferred',
    ]);
  });

  test('replace deprecated and undocumented values by documented ones only', () => {
    const replacements = [...DEPRECATED_REPLACEMENTS.values(), ...UNDOCUMENTED_REPLACEMENTS.values()];
    for (const value of replacements.filter((replacement) => replacement !== undefined)) {
      expect(DOCUMENTED_VALUES).toContain(value);
    }
  });

  test('document nothing that is not accepted', () => {
    expect(DOCUMENTED_VALUES.filter((value) => !VALID_AUTHN_CONTEXTS.has(value))).toEqual([]);
  });
});

describe('likelyIntended', () => {
  test.each([
    ['urn:acr.login.gov:auth_only', AUTH_ONLY],
    ['URN:ACR.LOGIN.GOV:AUTH-ONLY', AUTH_ONLY],
    ['urn:acr.login.gov:verifed', VERIFIED],
    ['urn:acr.login.gov:auth-only,', AUTH_ONLY],
    ['https://idmanagement.gov/ns/assurance/aal/2', 'http://idmanagement.gov/ns/assurance/aal/2'],
    [
      'http://idmanagement.gov/ns/assurance/aal/2?phishing-resistant=true',
      'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true',
    ],
  ])('%s was meant to be %s', (written, intended) => {
    expect(likelyIntended(written)).toBe(intended);
  });

  test.each(['', 'x', 'openid', 'urn:example:anything', 'a'.repeat(5000), '😀'.repeat(100)])(
    'nothing is near to %.30j',
    (written) => {
      expect(likelyIntended(written)).toBeUndefined();
    },
  );

  test.each(DOCUMENTED_VALUES)('%s is itself', (value) => {
    expect(likelyIntended(value)).toBe(value);
  });
});
