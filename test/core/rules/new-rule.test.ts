import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newRule, Refusal } from '../../../scripts/new-rule.ts';
import { RULES } from '../../../src/core/rules/registry.ts';
import { CATALOGUE } from '../../support/rule-catalogue.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const implemented = RULES.map(({ id }) => id);

/** A copy of what the script reads and writes; `biome.json` and the compiler's settings to check the result. */
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-rule-'));
  const parts = [
    'src/core',
    'src/platform.d.ts',
    'tsconfig.json',
    'biome.json',
    'test/fixtures/rule-catalogue.json',
  ];
  for (const part of parts) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
});

afterEach(() => rmSync(root, { recursive: true }));

const read = (name: string) => readFileSync(join(root, name), 'utf8');
const filesOfRules = () => readdirSync(join(root, 'src/core/rules')).toSorted();

function run(script: string, ...parameters: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(REPOSITORY, 'node_modules', script), ...parameters],
    { cwd: root, encoding: 'utf8' },
  );
  return status === 0 ? '' : stdout + stderr;
}

describe('a new rule', () => {
  test('has its file, its examples and its place in the registry', () => {
    const id = 'request-in-frame';
    const others = implemented.filter((other) => other !== id);
    expect(newRule({ id, file: 'framing', root, implemented: others })).toEqual([
      'src/core/rules/framing.ts',
      'src/core/rules/framing.examples.ts',
      'src/core/rules/registry.ts',
    ]);
    const rule = read('src/core/rules/framing.ts');
    expect(rule).toContain('export const framingRules: readonly Rule[] = [');
    expect(rule).toContain("id: 'request-in-frame',");
    expect(rule).toContain("severity: 'error',");
    expect(rule).toContain(`title: '${CATALOGUE.get(id)?.title}',`);
    expect(rule).toContain('docs: [DOCS.cannotEmbed],');
    expect(rule).toContain("on: 'flow',");
    expect(read('src/core/rules/framing.examples.ts')).toContain("rule: 'request-in-frame',");
    const registry = read('src/core/rules/registry.ts');
    expect(registry).toContain("import { framingRules } from './framing.ts';\n");
    expect(registry).toContain('  ...framingRules,\n];');
  });

  test('says what it refines and that it needs the portal configuration', () => {
    const id = 'oidc-client-id-whitespace';
    newRule({ id, root, implemented: [] });
    expect(read(`src/core/rules/${id}.ts`)).toContain("refines: 'oidc-client-id-unregistered',");
    const needing = 'oidc-client-id-unregistered';
    newRule({ id: needing, root, implemented: [] });
    expect(read(`src/core/rules/${needing}.ts`)).toContain("needs: ['issuer'],");
    expect(read(`src/core/rules/${needing}.examples.ts`)).toContain("portal: { issuer: '' },");
  });

  test('compiles and is clean, whichever of the catalogue it is', () => {
    const started = [...CATALOGUE.keys()].map((id) => ({ id, file: `new-${id}` }));
    for (const rule of started) newRule({ ...rule, root, implemented: [] });
    expect(run('typescript/bin/tsc', '-p', 'src/core/tsconfig.json')).toBe('');
    const files = started.flatMap(({ file }) => [
      `src/core/rules/${file}.ts`,
      `src/core/rules/${file}.examples.ts`,
    ]);
    const check = [
      'check',
      '--vcs-enabled=false',
      '--error-on-warnings',
      'src/core/rules/registry.ts',
      ...files,
    ];
    expect(run('@biomejs/biome/bin/biome', ...check)).toBe('');
  });
});

describe('no rule is started', () => {
  test.each([
    [
      'an unknown id',
      { id: 'no-such-rule' },
      '"no-such-rule" is no rule of the catalogue, test/fixtures/rule-catalogue.json.',
    ],
    ['a rule that there is', { id: 'saml-error-page' }, '"saml-error-page" is implemented already.'],
    [
      'a file that there is',
      { id: 'request-in-frame', file: 'error-page' },
      'src/core/rules/error-page.ts exists: add the rule there by hand, or choose another name with --file.',
    ],
    [
      'a name that leads elsewhere',
      { id: 'request-in-frame', file: '../../framing' },
      '"../../framing" is no name for a file: use lower case letters, digits and hyphens.',
    ],
  ])('for %s, and nothing is written', (_, rule, sentence) => {
    const before = [filesOfRules(), read('src/core/rules/registry.ts')];
    expect(() =>
      newRule({ ...rule, root, implemented: implemented.filter((id) => id !== 'request-in-frame') }),
    ).toThrow(new Refusal(sentence));
    expect([filesOfRules(), read('src/core/rules/registry.ts')]).toEqual(before);
  });

  test('from the command line, which says so in one line and fails', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(REPOSITORY, 'node_modules/tsx/dist/cli.mjs'),
        join(REPOSITORY, 'scripts/new-rule.ts'),
        'no-such-rule',
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('"no-such-rule" is no rule of the catalogue, test/fixtures/rule-catalogue.json.\n');
    expect(status).toBe(1);
  });
});
