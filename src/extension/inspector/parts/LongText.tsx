import { useState } from 'preact/hooks';
import { printableLines } from '../../../formats/report/printable.ts';
import { useGrowing } from './use-growing.ts';

interface Props {
  readonly text: string;
  /** Characters shown at first. */
  readonly limit?: number;
  /** The user asked for all of it already. */
  readonly startsWhole?: boolean;
}

/** Text of any length: the rest of a long one comes on request, and no more of it at once than is soon drawn. */
export function LongText({ text, limit = 300, startsWhole = false }: Props) {
  const [whole, setWhole] = useState(startsWhole);
  // A few characters more are not worth a button.
  if (text.length <= limit + 40) return <span class="value">{printableText(text)}</span>;
  return (
    <>
      {whole ? (
        <Pieces text={text} />
      ) : (
        <span class="value">{printableText(text.slice(0, cutBefore(text, limit)))}…</span>
      )}{' '}
      <button type="button" class="button" onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length} characters`}
      </button>
    </>
  );
}

/** Characters of one piece. A piece out of sight is not laid out. */
const PIECE = 4000;

function Pieces({ text }: { readonly text: string }) {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at = cutBefore(text, at + PIECE)) starts.push(at);
  const shown = useGrowing(starts.length, 8);
  return (
    <span class="pieces">
      {starts.slice(0, shown).map((start, index) => (
        <span key={start} class={starts.length > 1 ? 'value piece' : 'value'}>
          {printableText(text.slice(start, starts[index + 1] ?? text.length))}
        </span>
      ))}
    </span>
  );
}

function printableText(text: string): string {
  return printableLines(text).join('\n');
}

/** That index or the one before it, so that no pair of surrogates is cut in two. */
function cutBefore(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
