import { useMemo, useState } from 'preact/hooks';
import { indentXml } from '../../../core/decode/indent-xml.ts';
import { maskXml } from '../../../formats/report/mask.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { xmlTokens } from './xml-tokens.ts';

/** Characters shown at first, and characters that are coloured at all. */
const FIRST = 20_000;
const COLOURED = 100_000;

/** Decoded XML, indented and coloured; names of the user, signatures and certificates on request. */
export function XmlView({ xml }: { readonly xml: string }) {
  const [whole, setWhole] = useState(false);
  const [clear, setClear] = useState(false);
  const indented = useMemo(() => indentXml(xml), [xml]);
  const masked = useMemo(() => maskXml(indented), [indented]);
  const text = clear ? indented : masked;
  const shown = whole ? text : text.slice(0, FIRST);
  const rest = text.length - shown.length;
  return (
    <figure class="xml-view">
      <figcaption>
        Decoded XML
        {masked !== indented && (
          <button type="button" class="button" aria-pressed={clear} onClick={() => setClear(!clear)}>
            Show what is shortened
          </button>
        )}
        <CopyButton value={text} what="the XML" />
      </figcaption>
      <pre class="xml">
        {shown.length > COLOURED
          ? shown
          : xmlTokens(shown).map(({ kind, text }, index) => (
              <span key={index} class={`xml-${kind}`}>
                {text}
              </span>
            ))}
      </pre>
      {rest > 0 && (
        <button type="button" class="button more" onClick={() => setWhole(true)}>
          Show the other {rest} characters
        </button>
      )}
    </figure>
  );
}
