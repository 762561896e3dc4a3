import type { Flow } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { HiddenHops } from './HiddenHops.tsx';
import { interruptionsOf } from './interruptions.ts';

/** What may be missing in a flow, above all that is said of it. */
export function FlowNotices({ flow }: { readonly flow: Flow }) {
  return (
    <>
      {interruptionsOf(flow).map((sentence) => (
        <p class="hidden-hops" key={sentence} data-testid="interruption">
          <Icon name="warning" /> <span>{sentence}</span>
        </p>
      ))}
      <HiddenHops flow={flow} />
    </>
  );
}
