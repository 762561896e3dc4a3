import { useState } from 'preact/hooks';
import { LongText } from './LongText.tsx';

interface Props {
  /** What the user asks for, for the accessible name: "Show code". */
  readonly what: string;
  readonly value: string;
  /** What is shown until then, so that a screen share or a screenshot gives nothing away. */
  readonly masked: string;
}

/** A value that is shown only when the user asks for this one. */
export function MaskedValue({ what, value, masked }: Props) {
  const [shown, setShown] = useState(false);
  const verb = shown ? 'Hide' : 'Show';
  return (
    <>
      <LongText text={shown ? value : masked} />{' '}
      <button
        type="button"
        class="button"
        aria-label={`${verb} ${what}`}
        data-testid="reveal"
        onClick={() => setShown(!shown)}
      >
        {verb}
      </button>
    </>
  );
}
