import { useState } from 'preact/hooks';
import { CopyButton } from '../parts/CopyButton.tsx';
import { xmlTokens } from './xml-tokens.ts';

/** Characters shown at first, and characters that are coloured at all. */
const FIRST = 20_000;
const COLOURED = 100_000;

/** Decoded XML, indented and coloured. */
export function XmlView({ xml }: { readonly xml: string }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? xml : xml.slice(0, FIRST);
  const rest = xml.length - shown.length;
  return (
    <figure class="xml-view">
      <figcaption>
        Decoded XML <CopyButton value={xml} what="the XML" />
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
