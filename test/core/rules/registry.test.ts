import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DOCS } from '../../../src/core/login-gov/documentation.ts';
import { NOT_OBSERVABLE } from '../../../src/core/rules/not-observable.ts';
import { RULES } from '../../../src/core/rules/registry.ts';
import { CATALOGUE, isDocumented } from '../../support/rule-catalogue.ts';
import { ruleExamples, ruleModules } from '../../support/rule-modules.ts';

const modules = await ruleModules();
const examples = await ruleExamples();

describe('the registry', () => {
  test.each(modules.filter(({ rules }) => rules.length > 0))('has every rule of $file', ({ rules }) => {
    expect(rules.filter((rule) => !RULES.includes(rule)).map(({ id }) => id)).toEqual([]);
  });

  test('has no rule that is declared nowhere in the folder', () => {
    const declared = modules.flatMap(({ rules }) => rules);
    expect(RULES.filter((rule) => !declared.includes(rule)).map(({ id }) => id)).toEqual([]);
  });

  test('has each id once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe('a rule file', () => {
  const ruleFiles = modules.filter(({ rules }) => rules.length > 0);

  test.each(ruleFiles)('$file imports no other rule file', ({ source }) => {
    const imported = [...source.matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, file]) => file);
    expect(imported.filter((file) => ruleFiles.some((other) => other.file === file))).toEqual([]);
  });

  test.each(ruleFiles)('$file has its examples beside it', ({ file }) => {
    const beside = new URL(`../../../src/core/rules/${file.replace('.ts', '.examples.ts')}`, import.meta.url);
    expect(existsSync(beside)).toBe(true);
  });

  test.each(ruleFiles)('$file has the examples of its own rules and of no others', ({ file, rules }) => {
    const shown = examples.filter((example) => example.file === file.replace('.ts', '.examples.ts'));
    expect(new Set(shown.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ id }) => id)));
  });
});

/** What the inspector says of itself. */
const OWN_RULES = ['inspector-limit-reached'];

describe('the catalogue', () => {
  const ids = RULES.map(({ id }) => id);
  const others = NOT_OBSERVABLE.map(({ id }) => id);

  test('has no entry that is neither a rule nor listed as not observable', () => {
    expect([...CATALOGUE.keys()].filter((id) => !ids.includes(id) && !others.includes(id))).toEqual([]);
  });

  test("has every rule but the inspector's own", () => {
    expect(ids.filter((id) => !CATALOGUE.has(id))).toEqual(OWN_RULES);
  });

  test('has every entry that is listed as not observable, and none of them is a rule', () => {
    expect(others.filter((id) => !CATALOGUE.has(id) || ids.includes(id))).toEqual([]);
    expect(others).toEqual([...new Set(others)]);
  });

  test('is refined only by rules that there are', () => {
    const refined = RULES.flatMap(({ refines }) => refines ?? []);
    expect(refined.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test.each(RULES.filter(({ id }) => OWN_RULES.includes(id)))('$id cites pages that exist', ({ docs }) => {
  expect(docs.filter((url) => !isDocumented(url))).toEqual([]);
});

describe.each(RULES.filter(({ id }) => !OWN_RULES.includes(id)))('$id', (rule) => {
  const entry = CATALOGUE.get(rule.id);

  test('stands in the catalogue with this severity, title, refinement and setting', () => {
    const { id, severity, title, refines, flag } = rule;
    expect({ id, severity, title, refines, flag }).toEqual({
      id: entry?.id,
      severity: entry?.severity,
      title: entry?.title,
      refines: entry?.refines,
      flag: entry?.config_flag,
    });
  });

  test('needs the portal configuration exactly if the catalogue says so', () => {
    expect(rule.needs !== undefined).toBe(entry?.needs_portal_config);
  });

  test('cites the page of the catalogue first, and only pages that exist', () => {
    expect(rule.docs[0]).toBe(entry?.doc_url);
    expect(rule.docs.filter((url) => !isDocumented(url))).toEqual([]);
  });
});

test('every page that findings can cite exists', () => {
  expect(Object.values(DOCS).filter((url) => !isDocumented(url))).toEqual([]);
});

test('an anchor or a page that is gone is noticed', () => {
  expect(isDocumented('https://developers.login.gov/support/#no-such-anchor')).toBe(false);
  expect(isDocumented('https://developers.login.gov/no-such-page/')).toBe(false);
  expect(isDocumented('https://example.gov/support/')).toBe(false);
});
