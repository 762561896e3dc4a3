import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { FlowInspection } from '../../../src/core/model/index.ts';
import { compareFlows, differing } from '../../../src/formats/compare/compare-flows.ts';
import {
  authnRequest,
  authorizeUrl,
  callbackUrl,
  flow,
  hop,
  navigation,
  redirect,
  samlRedirectUrl,
} from '../../support/builders.ts';

async function inspected(...urls: readonly string[]): Promise<FlowInspection> {
  const hops = urls.map((url, index) => {
    const next = urls[index + 1];
    return next === undefined ? hop(url) : redirect(url, next);
  });
  const [only] = (await inspect({ version: 1, flows: [flow([navigation(hops)])] })).flows;
  if (only === undefined) throw new Error('There is no flow.');
  return only;
}

function section(left: FlowInspection, right: FlowInspection, title: string) {
  return compareFlows(left, right).find((candidate) => candidate.title === title)?.rows ?? [];
}

const TITLE = 'OIDC authorization request';
const WORKING = authorizeUrl({ acr_values: 'urn:acr.login.gov:auth-only', state: 'a'.repeat(32) });

describe('compareFlows', () => {
  test('finds nothing that differs between a flow and itself', async () => {
    const one = await inspected(WORKING, callbackUrl());
    expect(compareFlows(one, one).flatMap(({ rows }) => differing(rows))).toEqual([]);
  });

  test('names the parameter that differs, and calls a new state no difference', async () => {
    const broken = authorizeUrl({ acr_values: 'urn:acr.login.gov:auth-onyl', state: 'b'.repeat(32) });
    const rows = section(await inspected(WORKING), await inspected(broken), TITLE);
    expect(differing(rows)).toEqual([
      {
        name: 'acr_values',
        left: ['urn:acr.login.gov:auth-only'],
        right: ['urn:acr.login.gov:auth-onyl'],
        difference: 'changed',
        secret: false,
      },
    ]);
    expect(rows.find(({ name }) => name === 'state')).toEqual({
      name: 'state',
      left: ['a'.repeat(32)],
      right: ['b'.repeat(32)],
      difference: 'fresh',
      secret: true,
    });
  });

  test('names a parameter that only one of them has, and one that came twice', async () => {
    const without = WORKING.replace(/&?state=a+/, '');
    const rows = differing(section(await inspected(WORKING), await inspected(without), TITLE));
    expect(rows.map(({ name, difference }) => [name, difference])).toEqual([['state', 'left-only']]);
    const twice = `${WORKING}&prompt=login`;
    const doubled = section(await inspected(WORKING), await inspected(twice), TITLE);
    const prompt = doubled.find(({ name }) => name === 'prompt');
    expect(prompt?.right?.at(-1)).toBe('login');
    expect(prompt?.difference).not.toBe('equal');
  });

  test('names the findings and treatments of one of them', async () => {
    const misspelt = authorizeUrl({ acr_values: 'urn:acr.login.gov:auth-onyl', state: 'a'.repeat(32) });
    const [left, right] = [await inspected(WORKING), await inspected(misspelt)];
    const findings = differing(section(left, right, 'Findings'));
    expect(findings.map(({ name, difference }) => [name, difference])).toContainEqual([
      'No recognised acr_values',
      'right-only',
    ]);
    const treatments = differing(section(left, right, 'What Login.gov does with the request'));
    expect(treatments.map(({ name }) => name)).toContain('Service level');
  });

  test('puts the chains side by side', async () => {
    const left = await inspected(
      WORKING,
      'https://app.example.gov/cb?code=1',
      'https://app.example.gov/home',
    );
    const right = await inspected(WORKING, 'https://app.example.gov/home?welcome=1');
    const rows = section(left, right, 'Redirects');
    expect(rows.map(({ name, difference }) => [name.replace(/^GET /, ''), difference])).toEqual([
      [new URL(WORKING).host + new URL(WORKING).pathname, 'equal'],
      ['app.example.gov/cb', 'left-only'],
      ['app.example.gov/home', 'equal'],
    ]);
  });

  test('compares what a SAML request says', async () => {
    const left = await inspected(samlRedirectUrl(authnRequest()));
    const right = await inspected(samlRedirectUrl(authnRequest().replace('exact', 'minimum')));
    const rows = section(left, right, 'SAML AuthnRequest');
    expect(differing(rows).map(({ name, left: one, right: other }) => [name, one, other])).toEqual([
      ['Comparison', ['exact'], ['minimum']],
    ]);
    expect(rows.find(({ name }) => name === 'SAMLRequest')?.difference ?? 'fresh').toBe('fresh');
  });

  test('compares flows of different protocols', async () => {
    const sections = compareFlows(await inspected(WORKING), await inspected(samlRedirectUrl(authnRequest())));
    expect(sections.map(({ title }) => title)).toEqual(expect.arrayContaining([TITLE, 'SAML AuthnRequest']));
  });
});
