import { useState } from 'preact/hooks';

interface Props {
  readonly text: string;
  /** Characters shown at first. */
  readonly limit?: number;
}

/** Text of any length: the rest of a long one comes on request. */
export function LongText({ text, limit = 300 }: Props) {
  const [whole, setWhole] = useState(false);
  // A few characters more are not worth a button.
  if (text.length <= limit + 40) return <span class="value">{text}</span>;
  return (
    <>
      <span class="value">{whole ? text : `${text.slice(0, limit)}…`}</span>{' '}
      <button type="button" class="button" onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length} characters`}
      </button>
    </>
  );
}
