import { readFileSync } from 'node:fs';
import type { Severity } from '../../src/core/model/index.ts';

/** What the tests hold a rule to. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly needs_portal_config: boolean;
  readonly doc_url: string;
  readonly refines?: string;
  /** Setting of the deployment. */
  readonly config_flag?: string;
}

/** Every rule there should be, implemented or not, by its id. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  fixture<CatalogueEntry[]>('rule-catalogue.json').map((entry) => [entry.id, entry]),
);

const ANCHORS = fixture<Record<string, unknown>>('doc-anchors.json');

/** Whether the developer documentation has that page and, on it, that anchor. */
export function isDocumented(url: string): boolean {
  const { origin, pathname, hash } = new URL(url);
  if (origin !== 'https://developers.login.gov') return false;
  const anchors = ANCHORS[pathname];
  return Array.isArray(anchors) && (hash === '' || anchors.includes(hash.slice(1)));
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
}
