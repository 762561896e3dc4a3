import { CopyButton } from '../parts/CopyButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import type { Refusal } from '../refusal.ts';

/** Under the hop that form-action refuses: that it does, and what to do. */
export function RefusedLabel({ refusal }: { readonly refusal: Refusal }) {
  const { by, happened, register } = refusal;
  return (
    <div class={happened ? 'refused-label' : 'refused-label would'}>
      <p>
        <Icon name={happened ? 'error' : 'warning'} />
        <strong>{happened ? `Refused by ${by}: form-action` : `${by} would refuse this: form-action`}</strong>
      </p>
      <p>
        {register.label}:{' '}
        <span class="mono copyable">
          <LongText text={register.value} />
        </span>{' '}
        <CopyButton value={register.value} what={register.label} />
      </p>
    </div>
  );
}
