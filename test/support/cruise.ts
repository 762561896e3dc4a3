import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { parseSync } from 'vite';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

export interface Cruise {
  /** Files that were looked at. */
  readonly files: readonly string[];
  /** `rule: from -> to`, sorted. */
  readonly violations: readonly string[];
}

/**
 * Checks the imports of a tree's `src` by `.dependency-cruiser.cjs`. The cruiser cannot read TypeScript 7, so it
 * is shown a copy of the tree in which every file holds its imports only, as JavaScript: `a.ts` is `a.ts.mjs`.
 */
export async function cruiseImports(root: string = REPOSITORY): Promise<Cruise> {
  const copy = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    for (const folder of ['src', 'test', 'scripts', 'playground']) copyImports(root, copy, folder);
    copyFileSync(join(REPOSITORY, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
    const ruleSet = await extractConfig(join(REPOSITORY, '.dependency-cruiser.cjs'));
    const { output } = await cruise(['src'], {
      baseDir: copy,
      validate: true,
      ruleSet,
      doNotFollow: { path: 'node_modules' },
      preserveSymlinks: true,
    });
    if (typeof output === 'string') throw new Error(output);
    return {
      files: output.modules
        .map(({ source }) => original(source))
        .filter((source) => source.startsWith('src/')),
      violations: output.summary.violations
        .map(({ rule, from, to }) => `${rule.name}: ${original(from)} -> ${original(to)}`)
        .toSorted(),
    };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function copyImports(root: string, copy: string, folder: string): void {
  for (const entry of entriesOf(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) copyImports(root, copy, path);
    else if (/\.tsx?$/.test(entry.name)) {
      const target = join(copy, `${path}.mjs`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, importsOf(path, readFileSync(join(root, path), 'utf8')));
    } else if (/\.json$/.test(entry.name)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      copyFileSync(join(root, path), join(copy, path));
    }
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Every module that a file names, for types or for values; style sheets are none. */
function importsOf(path: string, source: string): string {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    // Dynamic imports and `import('./a.ts').A`, which is a type.
    ...[...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].flatMap(([, name]) => name ?? []),
  ];
  return [...new Set(named)]
    .filter((name) => !name.endsWith('.css'))
    .map((name) => `import '${name.startsWith('.') ? name.replace(/\.tsx?$/, '$&.mjs') : name}';\n`)
    .join('');
}

function original(path: string): string {
  return path.replace(/\.mjs$/, '');
}
