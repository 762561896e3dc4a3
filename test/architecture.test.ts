import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cruiseImports } from './support/cruise.ts';

const REPOSITORY = fileURLToPath(new URL('../', import.meta.url));
const CORE = join(REPOSITORY, 'src/core');

describe('the layers', () => {
  test('hold', async () => {
    const { files, violations } = await cruiseImports();
    expect(violations).toEqual([]);
    const seen = ['src/index.ts', 'src/core/inspect.ts', 'src/extension/inspector/App.tsx'];
    expect(files).toEqual(expect.arrayContaining(seen));
  });

  test('are seen to be broken where they are', async () => {
    const { violations } = await cruiseImports(join(REPOSITORY, 'test/fixtures/layers'));
    expect(violations).toEqual([
      'browser-in-extension-only: src/core/uses-the-browser.ts -> node_modules/webextension-polyfill/dist/browser-polyfill.js',
      'cli: src/cli/draws.ts -> node_modules/preact/dist/preact',
      'core-pure: src/core/reads-files.ts -> fs',
      'core-pure: src/core/uses-the-browser.ts -> node_modules/webextension-polyfill/dist/browser-polyfill.js',
      'examples-for-tests: src/core/rules/registry.ts -> src/core/rules/error-page.examples.ts',
      'extension-parts-apart: src/extension/background/main.ts -> src/extension/inspector/view.ts',
      'extension: src/extension/lost.ts -> ./nowhere.ts',
      'facts-first: src/core/login-gov/knows-decoding.ts -> src/core/decode/knows-rules.ts',
      'formats: src/formats/is-tested.ts -> test/support.ts',
      'formats: src/formats/uses-the-cli.ts -> src/cli/main.ts',
      'model-first: src/core/model/knows-rules.ts -> src/core/rules/acr-values.ts',
      'no-cycles: src/core/flow/one.ts -> src/core/flow/two.ts',
      'product-without-tests: src/formats/is-tested.ts -> test/support.ts',
      'reading-before-rules: src/core/decode/knows-rules.ts -> src/core/rules/error-page.ts',
      'resolvable: src/extension/lost.ts -> ./nowhere.ts',
      'rules-apart: src/core/rules/acr-values.ts -> src/core/rules/error-page.ts',
    ]);
  });
});

describe('core', () => {
  test('compiles, and would not with anything of a browser or of Node', () => {
    const globals = ['window', 'document', 'chrome', 'browser', 'process', 'Buffer', 'fetch', 'setTimeout'];
    const folder = mkdtempSync(join(tmpdir(), 'core-'));
    try {
      writeFileSync(
        join(folder, 'impure.ts'),
        globals.map((name) => `export const my_${name} = ${name};\n`).join(''),
      );
      const config = {
        extends: join(CORE, 'tsconfig.json'),
        include: [CORE, join(REPOSITORY, 'src/platform.d.ts'), folder],
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const compiler = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
      const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
        encoding: 'utf8',
      });
      const errors = stdout.split('\n').filter((line) => /^\S.*error TS/.test(line));
      expect(errors.filter((line) => !line.includes('impure.ts'))).toEqual([]);
      expect(errors.map((line) => /Cannot find name '(\w+)'/.exec(line)?.[1])).toEqual(globals);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  /** What the compiler lets pass, because it belongs to the language. */
  const OWN_CLOCK_OR_CHANCE = /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bglobalThis\b/;

  test('has no clock and no chance of its own', () => {
    const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files).toContain(join('flow', 'observe.ts'));
    const impure = files.filter((name) => OWN_CLOCK_OR_CHANCE.test(readFileSync(join(CORE, name), 'utf8')));
    expect(impure).toEqual([]);
  });

  test.each(['Date.now()', 'new Date()', 'Math.random()', 'globalThis.fetch'])(
    'would be told of %s',
    (source) => {
      expect(source).toMatch(OWN_CLOCK_OR_CHANCE);
    },
  );

  test.each(['new Date(now)', 'Date.parse(text)'])('may use %s', (source) => {
    expect(source).not.toMatch(OWN_CLOCK_OR_CHANCE);
  });
});
