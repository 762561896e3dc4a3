import { readdirSync, readFileSync } from 'node:fs';
import type { RuleExample } from '../../src/core/rules/example-support/index.ts';
import type { Rule } from '../../src/core/rules/rule.ts';

const DIRECTORY = new URL('../../src/core/rules/', import.meta.url);

export interface RuleModule {
  /** File name, e.g. `acr-values.ts`. */
  readonly file: string;
  readonly source: string;
  /** What it exports in lists of rules; empty for a file that only helps rules. */
  readonly rules: readonly Rule[];
}

/** Every module of src/core/rules but the registry and the examples. */
export async function ruleModules(): Promise<RuleModule[]> {
  const files = filesOf((name) => !name.endsWith('.examples.ts') && name !== 'registry.ts');
  return Promise.all(
    files.map(async (file) => ({
      file,
      source: readFileSync(new URL(file, DIRECTORY), 'utf8'),
      rules: (await exportedLists(file)).flat().filter(isRule),
    })),
  );
}

/** The examples of all rules, with the file that they stand in. */
export async function ruleExamples(): Promise<(RuleExample & { readonly file: string })[]> {
  const files = filesOf((name) => name.endsWith('.examples.ts'));
  const lists = await Promise.all(
    files.map(async (file) =>
      (await exportedLists(file))
        .flat()
        .filter(isExample)
        .map((example) => ({ ...example, file })),
    ),
  );
  return lists.flat();
}

function filesOf(wanted: (name: string) => boolean): string[] {
  return readdirSync(DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && wanted(entry.name))
    .map(({ name }) => name);
}

async function exportedLists(file: string): Promise<unknown[][]> {
  const module: Record<string, unknown> = await import(new URL(file, DIRECTORY).href);
  return Object.values(module).filter((value) => Array.isArray(value));
}

function isRule(value: unknown): value is Rule {
  return isRecord(value) && typeof value.id === 'string' && typeof value.check === 'function';
}

function isExample(value: unknown): value is RuleExample {
  return isRecord(value) && typeof value.rule === 'string' && typeof value.fails === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
