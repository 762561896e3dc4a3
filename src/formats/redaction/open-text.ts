import { decodeBase64Leniently, fromBase64Url } from '../../core/decode/base64.ts';
import type { RedactionContext } from './context.ts';
import { changeDecoded } from './percent.ts';

/** How often a value may be percent-encoded around another. */
const LEVELS = 3;
/** Characters of an encoded word that is looked into. */
const LONGEST_WORD = 100_000;

const EMAIL = /(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
/** JSON Web Tokens (RFC 7519), signed or encrypted, under whatever name. */
const WEB_TOKEN = /(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]*){1,4}/g;
const ENCODED_WORD = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

/**
 * A text that may leave: what is known to be secret is replaced in it nevertheless, plain or in any encoding, and so
 * are e-mail addresses and JSON Web Tokens.
 */
export function redactOpenText(text: string, context: RedactionContext, levels = LEVELS): string {
  const { secrets } = context;
  const plain = secrets.replaceKnown(
    text
      .replace(EMAIL, (found) => replaced(found, 'e-mail address', context))
      .replace(WEB_TOKEN, (found) => replaced(found, 'token', context)),
  );
  const words = plain.replace(ENCODED_WORD, (word) =>
    holdsKnownInside(word, context) ? secrets.replace(word, 'an encoded value elsewhere') : word,
  );
  if (levels === 0 || !/%[\da-f]{2}/i.test(words)) return words;
  return changeDecoded(words, (value) => redactOpenText(value, context, levels - 1), false);
}

function replaced(found: string, what: string, { secrets }: RedactionContext): string {
  return secrets.isStandIn(found) ? found : secrets.replace(found, what);
}

function holdsKnownInside(word: string, { secrets }: RedactionContext): boolean {
  if (!secrets.looksForKnown || word.length > LONGEST_WORD) return false;
  if (/^(?:[\da-f]{2})+$/i.test(word) && secrets.holdsKnown(fromHex(word))) return true;
  return secrets.holdsKnown(new TextDecoder().decode(decodeBase64Leniently(fromBase64Url(word))));
}

function fromHex(word: string): string {
  const bytes = new Uint8Array(word.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(word.slice(2 * at, 2 * at + 2), 16);
  }
  return new TextDecoder().decode(bytes);
}
