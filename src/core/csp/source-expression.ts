import type { Engine } from '../model/index.ts';
import { tokens } from './parse-policies.ts';

/** One member of a source list: CSP Level 3, section 2.3.1. `text` is as sent. */
export type SourceExpression =
  | { readonly kind: 'self' | 'star' | 'none'; readonly text: string }
  | { readonly kind: 'scheme'; readonly text: string; readonly scheme: string }
  | HostSource
  /** Nonces, hashes and other keywords say nothing about a form; what has no valid grammar is dropped. */
  | { readonly kind: 'ignored'; readonly text: string };

export interface HostSource {
  readonly kind: 'host';
  readonly text: string;
  /** Lower case, without the colon; null: the scheme of the document. */
  readonly scheme: string | null;
  /** Lower case; `*` any host, `*.gov` any below gov. */
  readonly host: string;
  /** Digits, `*` for any, null for the default of the scheme. */
  readonly port: string | null;
  /** Percent-encoded as sent; empty: any path. */
  readonly path: string;
}

/** Reads the value of a directive as one engine does: section 6.7.2.7, the list part. */
export function parseSourceList(value: string, engine: Engine): readonly SourceExpression[] {
  return tokens(value).map((token) => parseSourceExpression(token, engine));
}

/** Reads one source expression: section 2.3.1. */
export function parseSourceExpression(text: string, engine: Engine): SourceExpression {
  const lower = text.toLowerCase();
  if (lower === "'self'") return { kind: 'self', text };
  if (lower === "'none'") return { kind: 'none', text };
  if (text === '*') return { kind: 'star', text };
  // `sp.example.gov:` is a scheme too, though nobody means it so.
  if (SCHEME_SOURCE.test(text)) return { kind: 'scheme', text, scheme: lower.slice(0, -1) };
  return parseHostSource(text, engine) ?? { kind: 'ignored', text };
}

/** `https://*.example.gov:8443/cb` is scheme, host, port and path; all but the host may be missing. */
function parseHostSource(text: string, engine: Engine): HostSource | null {
  const match = HOST_SOURCE[engine].exec(text);
  if (match === null) return null;
  const [, scheme, host = '', port, path = ''] = match;
  if (engine === 'firefox' && characters(path) > FIREFOX_LONGEST_PATH) return null;
  return {
    kind: 'host',
    text,
    scheme: scheme === undefined ? null : scheme.toLowerCase(),
    host: host.toLowerCase(),
    port: port === undefined ? null : enginePort(port, engine),
    path,
  };
}

/** Chromium compares ports as numbers, so `:0443` is 443; Firefox as text. */
function enginePort(port: string, engine: Engine): string {
  return engine === 'firefox' || port === '*' ? port : String(Number(port));
}

/** `/a%20b` has four. */
function characters(path: string): number {
  return path.replace(/%../g, '%').length;
}

/** Firefox drops a source whose path is longer, the slash at its start not counted. */
const FIREFOX_LONGEST_PATH = 513;

const SCHEME = '[a-z][a-z0-9+.-]*';
/** No underscore, no brackets: `sp_example.gov` and `[::1]` are invalid. */
const HOST = '(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*';
const PORT = '(?::(\\*|[0-9]+))?';

const SCHEME_SOURCE = new RegExp(`^${SCHEME}:$`, 'i');

/**
 * Chromium cuts a query or fragment off a path, but `https://sp.example.gov?x=1` without a path is invalid.
 * Firefox cuts it off a host too; it checks the characters of the path, refuses one that begins with two
 * slashes, and takes a path after a bare `*` only behind a port. Of the two only Chromium knows `sp.example.gov.`.
 */
const HOST_SOURCE: Readonly<Record<Engine, RegExp>> = {
  chromium: new RegExp(`^(?:(${SCHEME})://)?(\\*|${HOST}\\.?)${PORT}(?:(/[^?#]*)(?:[?#].*)?)?$`, 'i'),
  firefox: new RegExp(
    `^(?:(${SCHEME})://)?(\\*(?=:|$)|${HOST})${PORT}(/(?!/)(?:[a-z0-9._~!$&'()*+=:@/-]|%[0-9a-f]{2})*)?(?:[?#].*)?$`,
    'i',
  ),
};
