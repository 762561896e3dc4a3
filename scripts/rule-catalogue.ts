import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MessageKind, SkipReason } from '../src/core/model/index.ts';
import { NOT_OBSERVABLE } from '../src/core/rules/not-observable.ts';
import { RULES } from '../src/core/rules/registry.ts';
import { DEFAULT_DEPLOYMENT, type Rule } from '../src/core/rules/rule.ts';
import { ruleExamples } from '../test/support/rule-modules.ts';

/** Writes docs/rules.md: every rule there is, by what it is about. Run it with `npm run docs:rules`. */

export const RULES_PAGE = fileURLToPath(new URL('../docs/rules.md', import.meta.url));
const CATALOGUE = fileURLToPath(new URL('../test/fixtures/rule-catalogue.json', import.meta.url));

/** What the page says of a rule beside the rule itself. */
export interface RuleNotes {
  /** Conditions of the catalogue, by id. */
  readonly conditions: ReadonlyMap<string, string>;
  /** For want of what a rule is skipped, apart from the portal configuration; as its examples show. */
  readonly skips: ReadonlyMap<string, readonly SkipReason[]>;
}

/** What rules are asked about, in the order of the page. */
const SUBJECTS: Readonly<Record<MessageKind | 'flow', string>> = {
  'oidc-authorize-request': 'OIDC authorize request',
  'oidc-authorize-response': 'OIDC authorize response',
  'oidc-logout-request': 'OIDC logout request',
  'oidc-token-request': 'OIDC token request',
  'oidc-userinfo-request': 'OIDC user info request',
  'saml-authn-request': 'SAML AuthnRequest',
  'saml-logout-request': 'SAML LogoutRequest',
  'saml-remote-logout-request': 'SAML remote logout request',
  'saml-response': 'SAML Response',
  'saml-logout-response': 'SAML LogoutResponse',
  'error-page': 'Error page of Login.gov',
  flow: 'Whole sign-in or sign-out',
};

/** A rule about so many kinds of message is about any request. */
const ANY_REQUEST = 'Any request';
const MANY = 5;

/** Of an application that is asked for no such configuration, what a rule needs beside it. */
const NEEDS: Readonly<Record<Exclude<SkipReason, 'no-portal-configuration' | 'crashed'>, string>> = {
  'no-certificate': 'a certificate',
  'request-body-not-seen': 'the request as it was sent',
  'response-body-not-seen': 'what the response says',
  'headers-not-seen': 'headers',
  'policies-not-seen': "the page's policies",
  'time-unknown': 'the time',
};

export function rulesPage(rules: readonly Rule[], notes: RuleNotes): string {
  const subjects = [...new Set(rules.map(subjectOf))].toSorted((a, b) => position(a) - position(b));
  return [
    '# Rules',
    '',
    'Written by `npm run docs:rules` from `src/core/rules/` and the catalogue; do not edit.',
    '',
    'Severity: **error**, Login.gov or the browser refuses it; **warning**, accepted, but ignored, surprising,',
    'deprecated or against a documented recommendation; **info**, worth knowing. A rule that lacks what it needs is',
    'skipped, and says so; of a rule and one that refines it, only the latter is shown. A setting is one of the',
    'deployment of Login.gov, with the default that this inspector takes.',
    ...subjects.flatMap((subject) => [
      '',
      `## ${subject}`,
      '',
      '| rule | severity | what it finds | when | needs | documentation |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rules.filter((rule) => subjectOf(rule) === subject).map((rule) => ruleRow(rule, notes)),
    ]),
    '',
    '## In the catalogue, but no rule',
    '',
    '| entry | when | why it is no rule |',
    '| --- | --- | --- |',
    ...NOT_OBSERVABLE.map(({ id, reason }) => row([code(id), condition(id, notes), reason])),
    '',
  ].join('\n');
}

function ruleRow(rule: Rule, notes: RuleNotes): string {
  const { id, severity, title, refines, docs } = rule;
  const name = refines === undefined ? code(id) : `${code(id)}, refines ${code(refines)}`;
  return row([name, severity, title, condition(id, notes), needed(rule, notes), link(docs[0])]);
}

function condition(id: string, { conditions }: RuleNotes): string {
  const text = conditions.get(id);
  return text === undefined
    ? "a limit of this inspector's own was reached (`src/core/limits.ts`)"
    : code(text);
}

function needed({ id, needs, decidesWithoutPortal, flag }: Rule, { skips }: RuleNotes): string {
  const fields = needs?.length === 0 ? ['a portal configuration'] : (needs ?? []).map(code);
  const portal = fields.join(', ');
  const others = (skips.get(id) ?? []).flatMap((reason) =>
    reason === 'no-portal-configuration' || reason === 'crashed' ? [] : [NEEDS[reason]],
  );
  return [
    ...(portal === '' ? [] : [decidesWithoutPortal === true ? `${portal}, unless it shows without` : portal]),
    ...others,
    ...(flag === undefined ? [] : [`setting ${code(flag)} (default ${DEFAULT_DEPLOYMENT[flag]})`]),
  ].join('; ');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}

/** A code span; its fence is longer than any in the text. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** `[/support/#redirects](https://developers.login.gov/support/#redirects)` */
function link(url: string): string {
  const { pathname, hash } = new URL(url);
  return `[${pathname}${hash}](${url})`;
}

function subjectOf({ on }: Rule): string {
  if (typeof on !== 'string' && on.length >= MANY) return ANY_REQUEST;
  return (typeof on === 'string' ? [on] : on).map((kind) => SUBJECTS[kind]).join(' or ');
}

/** A section about several kinds of message stands behind that about the first of them. */
function position(section: string): number {
  const subjects = Object.values(SUBJECTS);
  const first = subjects.findIndex((subject) => section.startsWith(subject));
  return section === ANY_REQUEST ? -1 : first + (subjects.includes(section) ? 0 : 0.5);
}

/** From the fixture of the catalogue and the examples beside the rules. */
export async function ruleNotes(): Promise<RuleNotes> {
  const entries: readonly { readonly id: string; readonly condition: string }[] = JSON.parse(
    readFileSync(CATALOGUE, 'utf8'),
  );
  const skips = new Map<string, SkipReason[]>();
  for (const example of await ruleExamples()) {
    if (example.skips === undefined) continue;
    const { reason } = await example.skips();
    const known = skips.get(example.rule) ?? [];
    if (!known.includes(reason)) skips.set(example.rule, [...known, reason]);
  }
  return { conditions: new Map(entries.map(({ id, condition: text }) => [id, text])), skips };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(RULES_PAGE, rulesPage(RULES, await ruleNotes()));
  console.log(`${RULES.length} rules written to docs/rules.md`);
}
