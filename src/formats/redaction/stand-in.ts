/**
 * A random text in the place of a value: as many characters, of the same kinds, as many bytes in UTF-8, and as many
 * different ones as rules about guessable values ask for. `8d6f-4b2A` becomes `c07a-e19F`.
 */

/** Rules ask whether fewer than this many characters of the beginning differ. */
const DISTINCT = 5;
const LOOKED_AT = 1000;
const TRIES = 60;

const LETTER = /[\p{L}\p{N}\p{So}]/u;

/** Draws whole numbers from 0 up to, and without, the bound (at most 65536). */
export type Draw = (bound: number) => number;

/** From the platform's generator for keys, so that nobody can draw the same again. */
export function cryptographicDraw(): Draw {
  const pool = new Uint16Array(4096);
  let at = pool.length;
  const next = () => {
    if (at === pool.length) {
      crypto.getRandomValues(pool);
      at = 0;
    }
    return pool[at++] ?? 0;
  };
  return (bound) => {
    const limit = 65_536 - (65_536 % bound);
    for (;;) {
      const drawn = next();
      if (drawn < limit) return drawn % bound;
    }
  };
}

/** Never the value itself where another text of its form exists. */
export function standIn(value: string, draw: Draw): string {
  if (!LETTER.test(value)) return value;
  const few = distinct(value) < DISTINCT;
  const hexadecimal = isHexadecimal(value);
  let made = value;
  for (let tries = 0; tries < TRIES; tries += 1) {
    made = few ? translated(value, draw) : drawn(value, draw, hexadecimal);
    if (made !== value && (few || distinct(made) >= DISTINCT)) return made;
  }
  return made;
}

function distinct(value: string): number {
  return new Set(value.slice(0, LOOKED_AT)).size;
}

/** Digits and the letters of one case up to f, as in a UUID: what is random should not look like a word. */
function isHexadecimal(value: string): boolean {
  return value.length >= 8 && (/^[\da-f-]+$/.test(value) || /^[\dA-F-]+$/.test(value));
}

function drawn(value: string, draw: Draw, hexadecimal: boolean): string {
  let text = '';
  for (const character of value) text += other(character, draw, hexadecimal);
  return text;
}

/** Each different character becomes one other: `aab` becomes `ttk`. */
function translated(value: string, draw: Draw): string {
  const table = new Map<string, string>();
  const taken = new Set<string>();
  let text = '';
  for (const character of value) {
    let to = table.get(character);
    for (let tries = 0; to === undefined; tries += 1) {
      const candidate = other(character, draw, false);
      if (!taken.has(candidate) || tries > TRIES) to = candidate;
    }
    table.set(character, to);
    taken.add(to);
    text += to;
  }
  return text;
}

/** A character of the same kind; marks, white space and controls stay, for they give a value its form. */
function other(character: string, draw: Draw, hexadecimal: boolean): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x30 && code <= 0x39) return String.fromCharCode(0x30 + draw(10));
  if (code >= 0x61 && code <= 0x7a) return String.fromCharCode(0x61 + draw(hexadecimal ? 6 : 26));
  if (code >= 0x41 && code <= 0x5a) return String.fromCharCode(0x41 + draw(hexadecimal ? 6 : 26));
  if (code < 0x80 || code === 0xfffd || !LETTER.test(character)) return character;
  // à to ö, common ideographs, animals: two, three and four bytes.
  if (code < 0x800) return String.fromCharCode(0xe0 + draw(23));
  return code < 0x10000
    ? String.fromCharCode(0x4e00 + draw(20_000))
    : String.fromCodePoint(0x1f400 + draw(64));
}
