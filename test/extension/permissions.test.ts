import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';

/** Each permission of the manifest has its reason in PRIVACY.md, and PRIVACY.md names no other. */

const manifest = v.parse(
  v.object({
    permissions: v.array(v.string()),
    optional_permissions: v.optional(v.array(v.string()), []),
    host_permissions: v.array(v.string()),
    optional_host_permissions: v.array(v.string()),
  }),
  JSON.parse(readFileSync('manifest.json', 'utf8')),
);

/** The rows of the table under "Permissions": what is in code in the first column, and the reason. */
function reasons(): Map<string, string> {
  const text = readFileSync('PRIVACY.md', 'utf8');
  const section = /^## Permissions\n([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  const rows = section.matchAll(/^\| (.+?) \| (.+?) \|$/gm);
  return new Map(
    [...rows].flatMap(([, what = '', why = '']) =>
      [...what.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [name, why] as const),
    ),
  );
}

const asked = [
  ...manifest.permissions,
  ...manifest.optional_permissions,
  ...manifest.host_permissions,
  ...manifest.optional_host_permissions,
];

test.each(asked)('%s has one line of reason', (permission) => {
  expect(reasons().get(permission) ?? '').toMatch(/^\S.{15,}$/);
});

test('no reason is given for a permission that is not asked for', () => {
  const permissions = [...reasons().keys()].filter((name) => /^[a-zA-Z]+$|:\/\/|^<all_urls>$/.test(name));
  expect(permissions.filter((name) => !asked.includes(name))).toEqual([]);
});
