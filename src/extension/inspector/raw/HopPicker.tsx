import { Icon } from '../parts/Icon.tsx';

interface Props {
  readonly number: number;
  readonly count: number;
  readonly onPick: (number: number) => void;
  readonly onHop: () => void;
}

/** Goes from hop to hop; the arrows up and down do so in the field. */
export function HopPicker({ number, count, onPick, onHop }: Props) {
  const pick = (wanted: number) => {
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onPick(wanted);
  };
  return (
    <div class="hop-picker">
      <button
        type="button"
        class="button"
        aria-label="Hop before"
        disabled={number <= 1}
        onClick={() => pick(number - 1)}
      >
        <Icon name="back" />
      </button>
      <label>
        Hop{' '}
        <input
          type="number"
          data-testid="raw-hop"
          min={1}
          max={count}
          value={number}
          onInput={(event) => pick(event.currentTarget.valueAsNumber)}
        />{' '}
        of {count}
      </label>
      <button
        type="button"
        class="button"
        aria-label="Next hop"
        disabled={number >= count}
        onClick={() => pick(number + 1)}
      >
        <Icon name="chevron" />
      </button>
      <button type="button" class="link" onClick={onHop}>
        Show in Redirects
      </button>
    </div>
  );
}
