import { decodeBase64Leniently } from '../../core/decode/base64.ts';
import type { Page } from '../../core/model/index.ts';
import { HAR_LIMITS, type HarEntry } from './har-schema.ts';
import { readPage } from './read-page.ts';

/** What the HTML document says, where the file holds the response body. */
export function pageOf({ response }: HarEntry): Page | undefined {
  const content = response?.content;
  if (content?.text == null || !/^\s*text\/html\b/i.test(content.mimeType)) return undefined;
  if (content.text === '' || content.text.length > HAR_LIMITS.page) return undefined;
  const html =
    content.encoding.toLowerCase() === 'base64'
      ? new TextDecoder().decode(decodeBase64Leniently(content.text))
      : content.text;
  return readPage(html);
}
