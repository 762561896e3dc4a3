import type { GapStep, PauseStep } from '../../../core/sequence/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import { duration } from '../time.ts';

/** What stands between two hops: requests that nobody saw, or the time a person took. */
export function Interlude({ step }: { readonly step: GapStep | PauseStep }) {
  if (step.kind === 'gap') {
    return (
      <span data-testid="gap">
        <Icon name="hidden" /> Any hops between were not visible. With DevTools open from the start they are
        recorded, too.
      </span>
    );
  }
  return (
    <span data-testid="pause">
      <Icon name="pending" /> {duration(step.milliseconds)}{' '}
      {step.at === undefined ? (
        'until the next navigation'
      ) : (
        <>
          on <UrlText url={step.at.url} queryLimit={0} />
        </>
      )}
    </span>
  );
}
