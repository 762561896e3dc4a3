/**
 * Percent-encoding that keeps its ways: what was escaped stays escaped, in upper or lower case, and what was not
 * stays plain. Rules tell `%2b` from `%2B`, and a `+` from both.
 */

/** One character as it stands in a query: `a`, `%41`, `%C3%BC` or `+`. */
interface Unit {
  readonly raw: string;
  readonly character: string;
}

/** Reads a value character by character; `plus`: a plus sign is a space. What cannot be decoded stays as it is. */
function unitsOf(raw: string, plus: boolean): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < raw.length; ) {
    const unit = escapeAt(raw, at) ?? plainAt(raw, at, plus);
    units.push(unit);
    at += unit.raw.length;
  }
  return units;
}

function plainAt(raw: string, at: number, plus: boolean): Unit {
  const character = String.fromCodePoint(raw.codePointAt(at) ?? 0);
  return { raw: character, character: plus && character === '+' ? ' ' : character };
}

/** Escapes of the longest UTF-8 sequence, in characters. */
const LONGEST = 12;

function escapeAt(raw: string, at: number): Unit | undefined {
  if (raw[at] !== '%') return undefined;
  const first = byteAt(raw, at);
  if (first === undefined) return undefined;
  const alone = raw.slice(at, at + 3);
  if (first < 0x80) return { raw: alone, character: String.fromCharCode(first) };
  const bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
  const sequence = /^(?:%[\da-f]{2})+/i.exec(raw.slice(at, at + LONGEST))?.[0].slice(0, 3 * bytes) ?? '';
  try {
    if (bytes > 0 && sequence.length === 3 * bytes)
      return { raw: sequence, character: decodeURIComponent(sequence) };
  } catch {
    // No UTF-8: the byte stays as it is.
  }
  return { raw: alone, character: '\ufffd' };
}

/** The byte that `%XX` stands for. */
function byteAt(raw: string, at: number): number | undefined {
  const [high, low] = [hexDigit(raw.charCodeAt(at + 1)), hexDigit(raw.charCodeAt(at + 2))];
  return high === undefined || low === undefined ? undefined : 16 * high + low;
}

function hexDigit(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

const ESCAPED = /%[\da-f]{2}/i;

/** Changes the decoded value of an encoded one, and encodes it again in the same ways. */
export function changeDecoded(raw: string, change: (value: string) => string, plus = true): string {
  if (!ESCAPED.test(raw) && !(plus && raw.includes('+'))) {
    const changed = change(raw);
    return changed === raw ? raw : encodeLike([], raw, changed, plus);
  }
  const units = unitsOf(raw, plus);
  const value = units.map(({ character }) => character).join('');
  const changed = change(value);
  return changed === value ? raw : encodeLike(units, raw, changed, plus);
}

/** The decoded value. */
export function decoded(raw: string, plus = true): string {
  if (!ESCAPED.test(raw) && !(plus && raw.includes('+'))) return raw;
  return unitsOf(raw, plus)
    .map(({ character }) => character)
    .join('');
}

function encodeLike(units: readonly Unit[], raw: string, changed: string, plus: boolean): string {
  const characters = [...changed];
  if (
    units.length === characters.length &&
    units.every(({ character }, at) => isOfKind(character, characters[at] ?? ''))
  ) {
    return units.map((unit, at) => alike(unit, characters[at] ?? '', plus)).join('');
  }
  const lower = /%(?:[a-f]\d|\d[a-f]|[a-f]{2})/.test(raw) && !/%(?:[A-F]\d|\d[A-F]|[A-F]{2})/.test(raw);
  const plain = new Set(
    units.length === 0 ? [...raw] : units.filter(isPlain).map(({ character }) => character),
  );
  return characters
    .map((character) => {
      if (character === ' ' && plus) return raw.includes('%20') ? '%20' : '+';
      if (/[\w.~-]/.test(character) || (plain.has(character) && character !== '%' && character !== '+')) {
        return character;
      }
      return escaped(character, lower);
    })
    .join('');
}

/** A stand-in has marks where the value has them; another text may need escapes elsewhere. */
function isOfKind(before: string, after: string): boolean {
  return before === after || /^[A-Za-z\d]{2}$/.test(before + after) || (before > '\x7f' && after > '\x7f');
}

function isPlain({ raw, character }: Unit): boolean {
  return raw === character;
}

function alike({ raw, character }: Unit, changed: string, plus: boolean): string {
  if (character === changed) return raw;
  if (raw.startsWith('%')) return escaped(changed, /[a-f]/.test(raw) && !/[A-F]/.test(raw));
  const special = changed === '%' || changed === '&' || changed === '#' || (plus && changed === '+');
  return special ? escaped(changed, false) : changed;
}

const utf8 = new TextEncoder();

function escaped(character: string, lower: boolean): string {
  const bytes = [...utf8.encode(character)].map((byte) => byte.toString(16).padStart(2, '0'));
  const text = bytes.map((byte) => `%${byte}`).join('');
  return lower ? text : text.toUpperCase();
}
