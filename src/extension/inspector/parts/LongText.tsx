import { useState } from 'preact/hooks';
import { printableLines } from '../../../formats/report/printable.ts';

interface Props {
  readonly text: string;
  /** Characters shown at first. */
  readonly limit?: number;
}

/** Text of any length: the rest of a long one comes on request. */
export function LongText({ text, limit = 300 }: Props) {
  const [whole, setWhole] = useState(false);
  const safe = printableLines(text).join('\n');
  // A few characters more are not worth a button.
  if (safe.length <= limit + 40) return <span class="value">{safe}</span>;
  return (
    <>
      <span class="value">{whole ? safe : `${safe.slice(0, limit)}…`}</span>{' '}
      <button type="button" class="button" onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length} characters`}
      </button>
    </>
  );
}
