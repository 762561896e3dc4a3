import { useRef } from 'preact/hooks';
import type { Engine, FlowInspection } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { counted } from '../../../formats/report/words.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { refusalsOf } from '../refusal.ts';
import { NavigationGroup } from './NavigationGroup.tsx';

interface Props {
  readonly inspection: FlowInspection;
  readonly engine: Engine | undefined;
  /** Id of the hop whose details are shown. */
  readonly openHop: string | undefined;
  /** Id of the hop that the user came here for. */
  readonly targetHop: string | undefined;
  readonly onOpenHop: (id: string | undefined) => void;
}

/** The chain: every navigation with its hops. Arrows go from hop to hop. */
export function Redirects({ inspection, engine, openHop, targetHop, onOpenHop }: Props) {
  const { navigations } = inspection;
  const numbers = hopNumbers(navigations);
  const refusals = new Map(refusalsOf(inspection, engine).map((refusal) => [refusal.block.hop, refusal]));
  const chain = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(chain.current?.querySelectorAll<HTMLElement>('.hop-button') ?? [])];
    const current = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1;
    if (steps === undefined || current < 0) return;
    event.preventDefault();
    buttons[current + steps]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are an addition to Tab, on the buttons inside
    <div class="redirects" ref={chain} onKeyDown={onKeyDown}>
      <p class="quiet legend">
        {counted(numbers.size, 'hop')} in {counted(navigations.length, 'navigation')}
        <span>
          <span class="swatch swatch-login-gov" /> at Login.gov
        </span>
        <span>
          <span class="swatch" /> elsewhere
        </span>
      </p>
      <Bounded items={navigations} noun="navigation" list={(items) => <ol class="navigations">{items}</ol>}>
        {(navigation) => (
          <NavigationGroup
            key={navigation.id}
            navigation={navigation}
            start={inspection.startedAt}
            numbers={numbers}
            refusals={refusals}
            openHop={openHop}
            targetHop={targetHop}
            onOpenHop={onOpenHop}
          />
        )}
      </Bounded>
    </div>
  );
}
