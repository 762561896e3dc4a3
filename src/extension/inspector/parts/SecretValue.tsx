import { useState } from 'preact/hooks';
import { shorten } from '../secrets.ts';
import { LongText } from './LongText.tsx';

interface Props {
  /** Name of the parameter or header. */
  readonly name: string;
  readonly value: string;
}

/** A value that is shown only when the user asks for this one. */
export function SecretValue({ name, value }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <>
      {shown ? <LongText text={value} /> : <span class="value masked">{shorten(value)}</span>}{' '}
      <button
        type="button"
        class="button"
        aria-label={`${shown ? 'Hide' : 'Show'} ${name}`}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </>
  );
}
