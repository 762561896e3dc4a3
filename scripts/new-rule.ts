import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DOCS } from '../src/core/login-gov/documentation.ts';
import { RULES } from '../src/core/rules/registry.ts';

/**
 * Starts a rule of the catalogue: its file, its examples and its place in the registry.
 * `npm run new:rule -- oidc-nonce-too-short [--file nonce]`
 */

const RULES_FOLDER = 'src/core/rules';
/** As in biome.json. */
const LINE_WIDTH = 110;
const CATALOGUE = 'test/fixtures/rule-catalogue.json';

interface CatalogueEntry {
  readonly id: string;
  readonly message: string;
  readonly title: string;
  readonly condition: string;
  readonly severity: string;
  readonly needs_portal_config: boolean;
  readonly doc_url: string;
  readonly refines?: string;
}

export interface NewRule {
  /** Id in the catalogue. */
  readonly id: string;
  /** Name of the file without `.ts`; default: the id. */
  readonly file?: string;
  /** Top level of the repository. */
  readonly root: string;
  /** Ids of the rules that there are. */
  readonly implemented: readonly string[];
}

/** Why no rule was started, in one sentence. */
export class Refusal extends Error {}

/** Writes the files and returns their names; throws a Refusal before anything is written. */
export function newRule({ id, file = id, root, implemented }: NewRule): string[] {
  const catalogue: readonly CatalogueEntry[] = JSON.parse(readFileSync(join(root, CATALOGUE), 'utf8'));
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Refusal(`"${id}" is no rule of the catalogue, ${CATALOGUE}.`);
  if (implemented.includes(id)) throw new Refusal(`"${id}" is implemented already.`);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(file)) {
    throw new Refusal(`"${file}" is no name for a file: use lower case letters, digits and hyphens.`);
  }
  const rules = `${RULES_FOLDER}/${file}.ts`;
  const examples = `${RULES_FOLDER}/${file}.examples.ts`;
  const registry = `${RULES_FOLDER}/registry.ts`;
  if (existsSync(join(root, rules)) || existsSync(join(root, examples))) {
    throw new Refusal(`${rules} exists: add the rule there by hand, or choose another name with --file.`);
  }
  const registered = register(readFileSync(join(root, registry), 'utf8'), file);
  writeFileSync(join(root, rules), ruleFile(entry, file));
  writeFileSync(join(root, examples), examplesFile(entry, file));
  writeFileSync(join(root, registry), registered);
  return [rules, examples, registry];
}

function register(registry: string, file: string): string {
  const list = `${camelCase(file)}Rules`;
  const imports = registry.match(/^import .*;$/gm) ?? [];
  const sorted = [...imports, `import { ${list} } from './${file}.ts';`].toSorted(byModule);
  const [first = ''] = imports;
  const end = registry.lastIndexOf('\n];');
  if (first === '' || end < 0)
    throw new Refusal(`${RULES_FOLDER}/registry.ts has no list to add the rule to.`);
  const body = `${registry.slice(0, end)}\n  ...${list},${registry.slice(end)}`;
  return sorted.join('\n') + body.slice(imports.join('\n').length);
}

function byModule(a: string, b: string): number {
  const module = (line: string) => line.split("'")[1]?.replace('.ts', '') ?? '';
  return module(a) < module(b) ? -1 : 1;
}

function ruleFile(
  { id, severity, title, doc_url, refines, needs_portal_config, message, condition }: CatalogueEntry,
  file: string,
): string {
  const on = SUBJECTS[message]?.on;
  const [page] = Object.entries(DOCS).find(([, url]) => url === doc_url) ?? [];
  const facts = [
    `id: ${literal(id)},`,
    `severity: ${literal(severity)},`,
    `title: ${literal(title)},`,
    `docs: [${page === undefined ? literal(doc_url) : `DOCS.${page}`}],`,
    ...(needs_portal_config ? ['// The fields that the check reads.', `needs: ['issuer'],`] : []),
    ...(refines === undefined ? [] : [`refines: ${literal(refines)},`]),
    `on: ${on ?? literal('flow')},`,
    ...wrapped(condition).map((line) => `// ${line}`),
    'check: () => undefined,',
  ];
  const rule =
    on === undefined
      ? ['{', ...facts.map((fact) => `  ${fact}`), '},']
      : ['messageRule({', ...facts.map((fact) => `  ${fact}`), '}),'];
  return [
    ...(page === undefined ? [] : [`import { DOCS } from '../login-gov/documentation.ts';`]),
    on === undefined
      ? `import type { Rule } from './rule.ts';`
      : `import { messageRule, type Rule } from './rule.ts';`,
    '',
    `/** Rules about ${file.replaceAll('-', ' ')}. */`,
    '',
    `export const ${camelCase(file)}Rules: readonly Rule[] = [`,
    ...rule.map((line) => `  ${line}`),
    '];',
    '',
  ].join('\n');
}

function examplesFile({ id, message, needs_portal_config }: CatalogueEntry, file: string): string {
  const { imports, capture, part } = SUBJECTS[message] ?? WHOLE_FLOW;
  const portal = needs_portal_config ? `\n      portal: { issuer: '' },` : '';
  return `${importOf(imports)}

export const ${camelCase(file)}Examples: readonly RuleExample[] = [
  {
    rule: ${literal(id)},
    // Change the request so that the rule finds something, and say what and where.
    fails: () => ({
      capture: ${capture},${portal}
      evidence: [{ part: ${literal(part)}, name: '', actual: '' }],
    }),
    passes: () => ({
      capture: ${capture},${portal}
    }),
  },
];
`;
}

function importOf(names: string): string {
  const line = `import { ${names} } from './example-support/index.ts';`;
  const list = names.replaceAll(', ', ',\n  ');
  return line.length <= LINE_WIDTH ? line : `import {\n  ${list},\n} from './example-support/index.ts';`;
}

interface Subject {
  /** The rule's `on`, as source text; absent for a rule about the whole flow. */
  readonly on?: string;
  readonly imports: string;
  readonly capture: string;
  readonly part: string;
}

const REDIRECT_BINDING = {
  imports: 'authnRequest, type RuleExample, requestCapture, samlRedirectUrl',
  capture: 'requestCapture(samlRedirectUrl(authnRequest()))',
  part: 'xml',
};

/** By the catalogue's `message`. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  'oidc-authorize-request': {
    on: `'oidc-authorize-request'`,
    imports: 'authorizeUrl, type RuleExample, requestCapture',
    capture: 'requestCapture(authorizeUrl())',
    part: 'query',
  },
  'oidc-authorize-response': {
    on: `'oidc-authorize-response'`,
    imports: 'authorizeUrl, callbackUrl, flowCapture, navigation, pageHop, type RuleExample, redirect',
    capture: 'flowCapture(navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())]))',
    part: 'query',
  },
  'oidc-logout-request': {
    on: `'oidc-logout-request'`,
    imports: 'logoutUrl, type RuleExample, requestCapture',
    capture: 'requestCapture(logoutUrl())',
    part: 'query',
  },
  'saml-authn-request': { on: `'saml-authn-request'`, ...REDIRECT_BINDING },
  'saml-authn-request-redirect': { on: `'saml-authn-request'`, ...REDIRECT_BINDING },
  'saml-authn-request-post': {
    on: `'saml-authn-request'`,
    imports: 'authnRequest, type RuleExample, requestCapture, samlPost',
    capture: 'requestCapture(samlPost(authnRequest()))',
    part: 'xml',
  },
  'saml-any-request': { on: `['saml-authn-request', 'saml-logout-request']`, ...REDIRECT_BINDING },
  'saml-logout-request': {
    on: `'saml-logout-request'`,
    imports: 'logoutRequest, type RuleExample, requestCapture, samlRedirectUrl',
    capture: 'requestCapture(samlRedirectUrl(logoutRequest()))',
    part: 'xml',
  },
};

const WHOLE_FLOW: Subject = {
  imports: 'authorizeUrl, flowCapture, navigation, pageHop, type RuleExample',
  capture: 'flowCapture(navigation([pageHop(authorizeUrl())]))',
  part: 'url',
};

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** As source text, in the quotes that need no escape. */
function literal(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function wrapped(text: string): string[] {
  return text.match(/\S.{0,95}\S(?=\s|$)|\S+/g) ?? [];
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { file: { type: 'string' } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined)
    throw new Refusal('Which rule? npm run new:rule -- <id in the catalogue> [--file <name>]');
  const written = newRule({
    id,
    ...(values.file !== undefined && { file: values.file }),
    root: fileURLToPath(new URL('../', import.meta.url)),
    implemented: RULES.map((rule) => rule.id),
  });
  console.log(
    `${written.join('\n')}\nNext: write the failing example, then the check, then npm run docs:rules.`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
