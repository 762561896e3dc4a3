import { decodeBase64Leniently } from '../../core/decode/base64.ts';
import type { MetaPolicies, Page } from '../../core/model/index.ts';
import { HAR_LIMITS, type HarEntry } from './har-schema.ts';
import { readHead } from './head-policies.ts';
import { readPage } from './read-page.ts';

/** What the HTML document says, where the file holds the response body. */
export function pageOf(entry: HarEntry): Page | undefined {
  const html = htmlOf(entry);
  return typeof html === 'string' ? readPage(html) : undefined;
}

/** What the head of the HTML document says of its policies, where the file holds the response body. */
export function metaPoliciesOf(entry: HarEntry): MetaPolicies | undefined {
  const html = htmlOf(entry);
  return typeof html === 'string' ? readHead(html) : html;
}

/** Whether the answer is a page, which may hold policies. */
export function isHtml({ response }: HarEntry): boolean {
  return /^\s*text\/html\b/i.test(response?.content?.mimeType ?? '');
}

function htmlOf(entry: HarEntry): string | Extract<MetaPolicies, { kind: 'too-large' }> | undefined {
  const content = entry.response?.content;
  if (content?.text == null || content.text === '' || !isHtml(entry)) return undefined;
  if (content.text.length > HAR_LIMITS.page) return { kind: 'too-large', bytes: content.text.length };
  return content.encoding.toLowerCase() === 'base64'
    ? new TextDecoder().decode(decodeBase64Leniently(content.text))
    : content.text;
}
