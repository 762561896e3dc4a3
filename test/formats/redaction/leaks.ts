import { Inflate } from 'pako';

/** How often a text is looked into: a deflated query in a query in base64 in JSON. */
const DEPTH = 5;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Whether the secret stands in the text, in any letter case and in any encoding. */
export function leaks(text: string, secret: string): boolean {
  const seen = new Set<string>();
  const search = (candidate: string, depth: number): boolean => {
    if (seen.has(candidate)) return false;
    seen.add(candidate);
    if (candidate.toLowerCase().includes(secret.toLowerCase())) return true;
    return (
      depth < DEPTH && isText(candidate) && decodings(candidate).some((decoded) => search(decoded, depth + 1))
    );
  };
  return search(text, 0);
}

/** Bytes of something else decode to noise, in which nothing is encoded further. */
function isText(candidate: string): boolean {
  const noise = candidate.match(/[\ufffd\p{Cc}]/gu)?.length ?? 0;
  return noise * 10 <= candidate.length;
}

function decodings(text: string): string[] {
  const found = [unescaped(text), withoutEntities(text), text.replaceAll('\\n', '\n').replaceAll('\\"', '"')];
  for (const word of text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []) {
    if (/^(?:[\da-f]{2})+$/i.test(word)) found.push(Buffer.from(word, 'hex').toString());
    // A word of base64 may begin a few characters later than the run that it stands in.
    for (const start of [0, 1, 2, 3]) {
      const bytes = Buffer.from(word.slice(start), 'base64');
      found.push(bytes.toString());
      if (start === 0) found.push(...inflations(bytes));
    }
  }
  return found.filter((candidate) => candidate !== text && candidate.length > 4);
}

/** What comes out of it, be it cut short. */
function inflations(bytes: Uint8Array): string[] {
  return [true, false].flatMap((raw) => {
    const inflator = new Inflate({ raw, chunkSize: 256 });
    const chunks: Uint8Array[] = [];
    inflator.onData = (chunk: Uint8Array) => chunks.push(chunk);
    inflator.push(bytes, true);
    return chunks.length === 0 ? [] : [Buffer.concat(chunks).toString()];
  });
}

function unescaped(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
