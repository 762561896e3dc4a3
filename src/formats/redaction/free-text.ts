import type { RedactionContext } from './context.ts';
import { redactOpenText } from './open-text.ts';
import { isVocabulary } from './vocabulary.ts';

/** `https://…` inside a sentence. */
const URLS = /(\bhttps?:\/\/[^\s"'<>]{1,20000})/i;

/**
 * What a page or an error says: the words of Login.gov's texts and of the protocols stay, any other word may be a
 * name. `Jane Doe is not allowed` becomes `Qzpe Kfo is not allowed`.
 */
export function redactFreeText(text: string, context: RedactionContext): string {
  const plain = redactOpenText(withoutEntities(text), context);
  return plain
    .split(URLS)
    .map((part, index) => {
      if (index % 2 === 0) return redactWords(part, context);
      let end = part.length;
      while (').,;:!?]'.includes(part.charAt(end - 1)) && end > 0) end -= 1;
      return context.url(part.slice(0, end)) + part.slice(end);
    })
    .join('');
}

const CHUNK = /[^\s]+/g;

/** From white space to white space, without the marks around it: an identifier is replaced as a whole. */
function redactWords(text: string, context: RedactionContext): string {
  return text.replace(CHUNK, (chunk) => {
    const start = chunk.search(LETTER);
    if (start < 0) return chunk;
    let end = chunk.length;
    while (!LETTER.test(lastCharacter(chunk, end))) end -= 1;
    const core = chunk.slice(start, end);
    return isOfWords(core, context)
      ? chunk
      : chunk.slice(0, start) + replaced(core, context) + chunk.slice(end);
  });
}

const LETTER = /[\p{L}\p{N}]/u;

function lastCharacter(text: string, end: number): string {
  const isPair = text.charCodeAt(end - 1) >= 0xdc00 && text.charCodeAt(end - 1) <= 0xdfff;
  return text.slice(end - (isPair ? 2 : 1), end);
}

function replaced(core: string, { secrets }: RedactionContext): string {
  return secrets.isStandIn(core) ? core : secrets.replace(core, 'word of a text');
}

function isOfWords(core: string, { open }: RedactionContext): boolean {
  if (open.hasIdentifier(core)) return true;
  const words = core.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  return words.every((word) => (/^\p{N}/u.test(word) ? word.length <= 3 : isVocabulary(word)));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|apos|gt|lt|quot));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
