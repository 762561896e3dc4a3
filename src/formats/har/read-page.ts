import { policiesInMeta } from '../../core/flow/policies.ts';
import type { Page } from '../../core/model/index.ts';
import { HeadPolicies } from './head-policies.ts';
import { htmlTokens } from './html-tokens.ts';

const MAX_MESSAGES = 100;
const MAX_TEXT = 2000;

/**
 * Title, error messages and policies of a page of Login.gov. Its error pages list their messages in a `ul` in
 * `main`; the first list there that holds no link is taken.
 */
export function readPage(html: string): Page {
  let title: string | undefined;
  let inTitle = false;
  let inMain = false;
  let list: OpenList | undefined;
  let messages: readonly string[] | undefined;
  const head = new HeadPolicies();
  for (const token of htmlTokens(html)) {
    head.take(token);
    if (token.kind === 'text') {
      if (inTitle) title ??= tidy(token.text);
      list?.addText(token.text);
      continue;
    }
    const { kind, name } = token;
    if (name === 'title') inTitle = kind === 'open';
    if (name === 'main') inMain = kind === 'open';
    if (messages !== undefined) continue;
    if (list === undefined && inMain && name === 'ul' && kind === 'open') list = new OpenList();
    else if (list?.add(kind, name) === 'ended') {
      if (!list.hasLink) messages = list.items();
      list = undefined;
    }
  }
  const policies = policiesInMeta({ kind: 'read', policies: head.policies });
  return { title: title ?? '', messages: messages ?? [], policies };
}

/** A `ul` that has been opened, with the items so far; lists inside it belong to their item. */
class OpenList {
  hasLink = false;
  readonly #items: string[] = [];
  #depth = 1;

  add(kind: 'open' | 'close', name: string): 'open' | 'ended' {
    if (name === 'ul') this.#depth += kind === 'open' ? 1 : -1;
    if (name === 'a') this.hasLink = true;
    if (name === 'li' && kind === 'open' && this.#depth === 1 && this.#items.length < MAX_MESSAGES) {
      this.#items.push('');
    }
    return this.#depth === 0 ? 'ended' : 'open';
  }

  addText(text: string): void {
    const last = this.#items.length - 1;
    const item = this.#items[last];
    if (item !== undefined && item.length < MAX_TEXT) this.#items[last] = item + text.slice(0, MAX_TEXT);
  }

  items(): string[] {
    return this.#items.map(tidy).filter((item) => item !== '');
  }
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
}
