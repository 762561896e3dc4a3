import * as v from 'valibot';
import { decodeBase64Leniently } from '../../core/decode/base64.ts';
import type { MetaPolicies } from '../../core/model/index.ts';
import type { HarEntry } from '../../formats/har/har-schema.ts';
import { readHead } from '../../formats/har/head-policies.ts';
import { isHtml } from '../../formats/har/page.ts';

/** A longer document is not asked for. In bytes. */
const MAX_DOCUMENT = 1024 * 1024;

const requestSchema = v.object({ getContent: v.function() });
/**
 * The text, and `base64` where it is encoded: from Chromium's own `browser` an object, from webextension-polyfill both
 * as a list, and so from Firefox, which gives the type in that place.
 */
const contentSchema = v.union([
  v.object({ content: v.string(), encoding: v.nullish(v.string()) }),
  v.pipe(
    v.tuple([v.string(), v.nullish(v.string())]),
    v.transform(([content, encoding]) => ({ content, encoding })),
  ),
]);

/**
 * What the head of the document says of its policies, of which DevTools has the text. Undefined where the answer is no
 * page, or where the browser has forgotten the text: it does when the tab goes on.
 * @param finished what `onRequestFinished` gave, of which `entry` is the part that was read
 */
export async function readMetaPolicies(
  finished: unknown,
  entry: HarEntry,
): Promise<MetaPolicies | undefined> {
  const request = v.safeParse(requestSchema, finished);
  if (!request.success || !isHtml(entry)) return undefined;
  const bytes = entry.response?.content?.size ?? 0;
  if (bytes > MAX_DOCUMENT) return { kind: 'too-large', bytes };
  const read = v.safeParse(contentSchema, await contentOf(request.output.getContent, finished));
  if (!read.success || read.output.content === '') return undefined;
  const { content, encoding } = read.output;
  if (content.length > 2 * MAX_DOCUMENT) return { kind: 'too-large', bytes: content.length };
  const html = encoding === 'base64' ? new TextDecoder().decode(decodeBase64Leniently(content)) : content;
  return readHead(html);
}

async function contentOf(getContent: (...args: unknown[]) => unknown, finished: unknown): Promise<unknown> {
  try {
    return await Reflect.apply(getContent, finished, []);
  } catch {
    return undefined; // It is forgotten.
  }
}
