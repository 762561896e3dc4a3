import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES_PAGE, rulesPage } from '../../../scripts/rule-catalogue.ts';
import { RULES } from '../../../src/core/rules/registry.ts';
import type { Rule } from '../../../src/core/rules/rule.ts';

test('docs/rules.md is up to date; if not, run npm run docs:rules', () => {
  expect(readFileSync(RULES_PAGE, 'utf8')).toBe(rulesPage(RULES));
});

describe('the page of rules', () => {
  const rule: Rule = {
    id: 'a-b',
    severity: 'warning',
    title: 'One | two',
    docs: ['https://developers.login.gov/support/#redirects', 'https://developers.login.gov/testing/'],
    needs: ['issuer', 'ial'],
    on: 'flow',
    check: () => undefined,
  };

  test('has a row for a rule, with the first page that it cites', () => {
    expect(rulesPage([rule])).toContain(
      '| `a-b` | warning | One \\| two | `issuer`, `ial` | [/support/#redirects](https://developers.login.gov/support/#redirects) |\n',
    );
  });

  test('has a section for each subject, requests before what answers them', () => {
    const about = (on: Exclude<Rule['on'], 'flow'>): Rule => ({ ...rule, on, check: () => undefined });
    const page = rulesPage([
      rule,
      about(['saml-authn-request', 'saml-logout-request']),
      about('error-page'),
      about('saml-authn-request'),
      about('oidc-authorize-request'),
    ]);
    expect(page.match(/^## .*/gm)).toEqual([
      '## OIDC authorize request',
      '## SAML AuthnRequest',
      '## SAML AuthnRequest or SAML LogoutRequest',
      '## Error page of Login.gov',
      '## Whole sign-in or sign-out',
    ]);
  });

  test('has every rule once', () => {
    const page = rulesPage(RULES);
    for (const { id } of RULES) expect(page.split(`| \`${id}\` |`)).toHaveLength(2);
  });
});
