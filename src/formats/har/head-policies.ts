import type { MetaPolicies } from '../../core/model/index.ts';
import { attributeOf, type HtmlToken, htmlTokens } from './html-tokens.ts';

/** Policies of one document, and characters of one, that are read; the others are left aside. */
const MAX_POLICIES = 20;
const MAX_POLICY = 20_000;

/** Tags and texts that are looked at, so that the reading takes some milliseconds; heads have hundreds. */
const MAX_TOKENS = 10_000;

/** What may stand in a head (HTML, tree construction, "in head" and "after head"); anything else begins the body. */
const IN_HEAD: ReadonlySet<string> = new Set([
  ...['base', 'basefont', 'bgsound', 'head', 'html', 'link', 'meta'],
  ...['noframes', 'noscript', 'script', 'style', 'template', 'title'],
]);
/** Elements whose content is no part of the head: scripts run, so `noscript` holds text. */
const INERT: ReadonlySet<string> = new Set(['noframes', 'noscript', 'template']);

/**
 * Contents of `<meta http-equiv="Content-Security-Policy">` as the tokens of a document pass by. One that is not in
 * the head counts for nothing (CSP Level 3, section 3.3), and so does a policy that reports only.
 */
export class HeadPolicies {
  readonly policies: string[] = [];
  /** The body has begun. */
  isOver = false;
  readonly #inside: string[] = [];

  take(token: HtmlToken): void {
    if (this.isOver) return;
    const inside = this.#inside.at(-1);
    if (token.kind === 'text') {
      this.isOver = inside === undefined && /[^\t\n\f\r \ufeff]/.test(token.text);
    } else if (token.kind === 'close') {
      if (inside === token.name) this.#inside.pop();
      else this.isOver = inside === undefined && ['body', 'br', 'html'].includes(token.name);
    } else if (inside === undefined) this.#open(token);
    else if (inside === 'template' && token.name === 'template') this.#inside.push('template');
  }

  #open({ name, tag }: Extract<HtmlToken, { kind: 'open' | 'close' }>): void {
    if (!IN_HEAD.has(name)) this.isOver = true;
    else if (name === 'title' || INERT.has(name)) this.#inside.push(name);
    else if (name === 'meta' && this.policies.length < MAX_POLICIES) this.policies.push(...policyOf(tag));
  }
}

/** The same of a whole document, of which what comes after the head is not looked at. */
export function readHead(html: string): MetaPolicies {
  const head = new HeadPolicies();
  let tokens = 0;
  for (const token of htmlTokens(html)) {
    head.take(token);
    if (head.isOver) break;
    tokens += 1;
    if (tokens > MAX_TOKENS) return { kind: 'too-large', bytes: html.length };
  }
  return { kind: 'read', policies: head.policies };
}

function policyOf(tag: string): string[] {
  if (attributeOf(tag, 'http-equiv')?.toLowerCase() !== 'content-security-policy') return [];
  const value = attributeOf(tag, 'content');
  return value === undefined ? [] : [value.slice(0, MAX_POLICY)];
}
