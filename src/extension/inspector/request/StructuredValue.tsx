import { useMemo } from 'preact/hooks';
import { readJwt } from '../../../core/decode/jwt.ts';
import { printableLines } from '../../../formats/report/printable.ts';

/** Characters of JSON that is taken apart. */
const MOST = 64 * 1024;

/**
 * What a value holds that is a JSON Web Token (RFC 7519) or JSON: header and claims, one a line. Folded, for it may
 * hold personal data. Nothing for other values.
 */
export function StructuredValue({ value }: { readonly value: string }) {
  const content = useMemo(() => contentOf(value), [value]);
  if (content === undefined) return null;
  return (
    <details class="fold structured">
      <summary>{content.title}</summary>
      <pre class="json">{printableLines(content.text).join('\n')}</pre>
    </details>
  );
}

function contentOf(value: string): { readonly title: string; readonly text: string } | undefined {
  if (value.length > MOST) return undefined;
  if (/^eyJ[\w-]+\./.test(value)) {
    const token = readJwt(value);
    if (!token.ok) return undefined;
    const parts = [token.header, token.claims].map((part) => JSON.stringify(part, undefined, 2));
    return { title: 'Header and claims (not verified here)', text: parts.join('\n') };
  }
  if (!/^\s*[{[]/.test(value)) return undefined;
  try {
    return { title: 'JSON', text: JSON.stringify(JSON.parse(value), undefined, 2) };
  } catch {
    return undefined;
  }
}
