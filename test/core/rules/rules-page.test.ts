import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES_PAGE, type RuleNotes, ruleNotes, rulesPage } from '../../../scripts/rule-catalogue.ts';
import { NOT_OBSERVABLE } from '../../../src/core/rules/not-observable.ts';
import { RULES } from '../../../src/core/rules/registry.ts';
import type { Rule } from '../../../src/core/rules/rule.ts';
import { CATALOGUE } from '../../support/rule-catalogue.ts';

const notes = await ruleNotes();

test('docs/rules.md is up to date; if not, run npm run docs:rules', () => {
  expect(readFileSync(RULES_PAGE, 'utf8')).toBe(rulesPage(RULES, notes));
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
  const known: RuleNotes = {
    conditions: new Map([['a-b', 'a | b === "`"']]),
    skips: new Map([['a-b', ['headers-not-seen', 'no-portal-configuration']]]),
  };
  const link = '[/support/#redirects](https://developers.login.gov/support/#redirects)';

  test('has a row for a rule, with its condition, what it needs and the first page that it cites', () => {
    expect(rulesPage([rule], known)).toContain(
      `| \`a-b\` | warning | One \\| two | \`\` a \\| b === "\`" \`\` | \`issuer\`, \`ial\`; headers | ${link} |\n`,
    );
  });

  test('says what a rule refines, and which setting changes it', () => {
    const special: Rule = {
      ...rule,
      refines: 'c-d',
      needs: [],
      decidesWithoutPortal: true,
      flag: 'reject_id_token_hint_in_logout',
    };
    expect(rulesPage([special], { conditions: new Map(), skips: new Map() })).toContain(
      `| \`a-b\`, refines \`c-d\` | warning | One \\| two | a limit of this inspector's own was reached (\`src/core/limits.ts\`) | a portal configuration, unless it shows without; setting \`reject_id_token_hint_in_logout\` (default false) | ${link} |\n`,
    );
  });

  test('has a section for each subject, requests before what answers them', () => {
    const about = (on: Exclude<Rule['on'], 'flow'>): Rule => ({ ...rule, on, check: () => undefined });
    const page = rulesPage(
      [
        rule,
        about(['saml-authn-request', 'saml-logout-request']),
        about('error-page'),
        about('saml-authn-request'),
        about('oidc-authorize-request'),
        about([
          'oidc-authorize-request',
          'oidc-logout-request',
          'oidc-token-request',
          'oidc-userinfo-request',
          'saml-authn-request',
        ]),
      ],
      known,
    );
    expect(page.match(/^## .*/gm)).toEqual([
      '## Any request',
      '## OIDC authorize request',
      '## SAML AuthnRequest',
      '## SAML AuthnRequest or SAML LogoutRequest',
      '## Error page of Login.gov',
      '## Whole sign-in or sign-out',
      '## In the catalogue, but no rule',
    ]);
  });

  test('has every rule and every other entry of the catalogue once', () => {
    const page = rulesPage(RULES, notes);
    const ids = new Set([...RULES, ...NOT_OBSERVABLE].map(({ id }) => id));
    for (const id of [...ids, ...CATALOGUE.keys()]) {
      expect(page.match(new RegExp(`^\\| \`${id}\`[, ]`, 'gm')), id).toHaveLength(1);
    }
  });

  test('has the condition of every rule of the catalogue', () => {
    const page = rulesPage(RULES, notes);
    for (const [id, condition] of notes.conditions) {
      const text = condition.replaceAll('|', '\\|').replace(/\s+/g, ' ');
      const line = page.split('\n').find((candidate) => candidate.startsWith(`| \`${id}\``));
      expect(line).toContain(text);
    }
  });
});
