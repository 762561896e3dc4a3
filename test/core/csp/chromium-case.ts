import { readFileSync } from 'node:fs';
import type { FormActionRequest } from '../../../src/core/csp/index.ts';

/** One navigation that a real Chromium made: what was sent and which hop it refused. */
export interface ChromiumCase {
  readonly id: number;
  readonly document: string;
  /** Response header fields of the document; only the two of CSP. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Contents of `<meta http-equiv="Content-Security-Policy">`. */
  readonly meta: readonly string[];
  readonly method: string;
  readonly action: string;
  readonly redirects: readonly { readonly status: number; readonly url: string }[];
  /** 0 = the action, n = the n-th redirect, null = none. */
  readonly blockedAt: number | null;
}

export function chromiumCases(file: string): readonly ChromiumCase[] {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8'));
}

export function formActionRequest(
  { document, headers, meta, action, redirects }: Omit<ChromiumCase, 'id' | 'blockedAt'>,
  engine: FormActionRequest['engine'] = 'chromium',
): FormActionRequest {
  return {
    documentUrl: document,
    policies: [
      ...headers.map(([name, value]) => ({
        value,
        disposition: name.endsWith('-report-only') ? ('report' as const) : ('enforce' as const),
        from: 'header' as const,
      })),
      ...meta.map((value) => ({ value, disposition: 'enforce' as const, from: 'meta' as const })),
    ],
    target: action,
    redirects: redirects.map(({ url }) => url),
    engine,
  };
}
