import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of the built extension that has from the start the access that a user can grant: no test can press the
 * button in the browser's own question.
 */
export function withAllHosts(extension: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'login-gov-inspector-granted-'));
  cpSync(extension, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const { optional_host_permissions, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  const granted = {
    ...manifest,
    host_permissions: [...manifest.host_permissions, ...optional_host_permissions],
  };
  writeFileSync(file, JSON.stringify(granted, null, 2));
  return copy;
}
