import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MessageKind } from '../src/core/model/index.ts';
import { RULES } from '../src/core/rules/registry.ts';
import type { Rule } from '../src/core/rules/rule.ts';

/** Writes docs/rules.md: every rule there is, by what it is about. Run it with `npm run docs:rules`. */

export const RULES_PAGE = fileURLToPath(new URL('../docs/rules.md', import.meta.url));

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

export function rulesPage(rules: readonly Rule[]): string {
  const subjects = [...new Set(rules.map(subjectOf))].toSorted((a, b) => position(a) - position(b));
  return [
    '# Rules',
    '',
    'Written by `npm run docs:rules` from `src/core/rules/`; do not edit.',
    '',
    'Severity: **error**, Login.gov or the browser refuses it; **warning**, accepted, but ignored, surprising,',
    'deprecated or against a documented recommendation; **info**, worth knowing. A rule that needs fields of the',
    'portal configuration is skipped without them, and says so.',
    ...subjects.flatMap((subject) => [
      '',
      `## ${subject}`,
      '',
      ...table(rules.filter((rule) => subjectOf(rule) === subject)),
    ]),
    '',
  ].join('\n');
}

function table(rules: readonly Rule[]): string[] {
  return [
    '| rule | severity | what it finds | needs | documentation |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(({ id, severity, title, needs, docs }) =>
      row([`\`${id}\``, severity, title, needed(needs), link(docs[0])]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** `[/support/#redirects](https://developers.login.gov/support/#redirects)` */
function link(url: string): string {
  const { pathname, hash } = new URL(url);
  return `[${pathname}${hash}](${url})`;
}

function subjectOf({ on }: Rule): string {
  return (typeof on === 'string' ? [on] : on).map((kind) => SUBJECTS[kind]).join(' or ');
}

/** A section about several kinds of message stands behind that about the first of them. */
function position(section: string): number {
  const subjects = Object.values(SUBJECTS);
  const first = subjects.findIndex((subject) => section.startsWith(subject));
  return first + (subjects.includes(section) ? 0 : 0.5);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(RULES_PAGE, rulesPage(RULES));
  console.log(`${RULES.length} rules written to docs/rules.md`);
}

function needed(fields: Rule['needs']): string {
  if (fields?.length === 0) return 'a portal configuration';
  return (fields ?? []).map((field) => `\`${field}\``).join(', ');
}
