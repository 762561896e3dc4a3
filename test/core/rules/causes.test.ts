import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { Finding, PortalConfiguration } from '../../../src/core/model/index.ts';
import { authorizeUrl, flowCapture, navigation, pageHop, type Values } from '../../support/builders.ts';

const AT = 'Please see our documentation at https://developers.login.gov/support/';
const BLANK_ACR = 'Acr values Please fill in this field.';
const NO_AUTH = `Acr values The acr_values are not authorized. ${AT}#oidc-missing-acr-values`;

/** The finding about the page with which Login.gov answers the request. */
async function saying(
  messages: readonly string[],
  asked: Values = {},
  portal?: PortalConfiguration,
): Promise<Finding | undefined> {
  const page = { title: 'OpenID Connect Authorization | Login.gov', messages, policies: [] };
  const capture = flowCapture(navigation([pageHop(authorizeUrl(asked))], { page }));
  const { flows } = await inspect(capture, portal === undefined ? {} : { portal });
  return flows[0]?.findings.find(({ rule }) => rule === 'oidc-response-html-error-page');
}

describe('a page of Login.gov', () => {
  test('is explained by the finding about the request, which it repeats the fix and the place of', async () => {
    const finding = await saying([BLANK_ACR], { acr_values: undefined });
    expect(finding?.summary).toContain('What the request shows: "acr_values missing".');
    expect(finding?.fix).toMatch(/^Send a service level in acr_values/);
    expect(finding?.evidence.slice(1)).toMatchObject([
      { hop: 'f/1.1', at: { part: 'query', name: 'acr_values' } },
    ]);
  });

  test('comes after the findings that explain it', async () => {
    const page = { title: 'OpenID Connect Authorization | Login.gov', messages: [BLANK_ACR], policies: [] };
    const refused = navigation([pageHop(authorizeUrl({ acr_values: undefined }))], { page });
    const { flows } = await inspect(flowCapture(refused));
    expect(flows[0]?.findings.map(({ rule }) => rule)).toEqual([
      'oidc-acr-values-missing',
      'oidc-response-html-error-page',
    ]);
  });

  test('names the likely causes that could not be asked for want of the portal configuration', async () => {
    const finding = await saying([NO_AUTH], { acr_values: 'urn:acr.login.gov:verified' });
    expect(finding?.summary).toMatch(
      /Nothing in the request explains it; likely: .*"Identity proofing requested by an auth-only SP".*, which the portal configuration would decide\.$/,
    );
    expect(finding?.fix).toContain('service level that the application is registered for');
    expect(finding?.evidence).toHaveLength(1);
  });

  test('is explained by the portal configuration where it is known', async () => {
    const finding = await saying([NO_AUTH], { acr_values: 'urn:acr.login.gov:verified' }, { ial: 1 });
    expect(finding?.summary).toContain(
      'What the request shows: "Identity proofing requested by an auth-only SP".',
    );
    expect(finding?.summary).not.toContain('Nothing in the request');
  });

  test('says of several texts which of them are explained', async () => {
    const finding = await saying([BLANK_ACR, NO_AUTH], { acr_values: undefined });
    expect(finding?.summary).toContain('What the request shows: "acr_values missing".');
    expect(finding?.summary).toContain('Nothing in the request explains "Acr values The acr_values');
  });

  test('with an unknown text keeps to what it says', async () => {
    const finding = await saying(['Something new.']);
    expect(finding?.summary).toBe(
      'Login.gov answered with its page "OpenID Connect Authorization | Login.gov": "Something new."',
    );
    expect(finding?.fix).toBe('Correct the request; the other findings and the message on the page say how.');
  });
});
