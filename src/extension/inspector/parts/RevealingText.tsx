import { useState } from 'preact/hooks';
import { maskText } from '../secrets.ts';
import { LongText } from './LongText.tsx';

interface Props {
  /** What the text is, for the accessible name. */
  readonly name: string;
  readonly text: string;
}

/** Text with secrets inside, such as a URL with a code: they are shortened until the user asks. */
export function RevealingText({ name, text }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <LongText text={shown ? text : maskText(text)} />{' '}
      <button
        type="button"
        class="button"
        aria-label={`${shown ? 'Hide' : 'Show'} secrets in ${name}`}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </>
  );
}
