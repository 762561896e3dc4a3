import { useMemo, useState } from 'preact/hooks';
import type { Flow, FlowInspection } from '../../../core/model/index.ts';
import { sequenceOf } from '../../../core/sequence/index.ts';
import { counted } from '../../../formats/report/words.ts';
import { readPreference, writePreference } from '../host/preferences.ts';
import { refusalsOf } from '../refusal.ts';
import { Diagram } from './Diagram.tsx';
import { HopTable } from './HopTable.tsx';
import './redirects.css';

interface Props {
  readonly inspection: FlowInspection;
  /** As it was recorded. */
  readonly flow: Pick<Flow, 'engine' | 'deployments'>;
  /** Id of the hop whose details are shown. */
  readonly openHop: string | undefined;
  /** Id of the hop that the user came here for. */
  readonly targetHop: string | undefined;
  readonly onOpenHop: (id: string | undefined) => void;
}

const VIEWS = [
  { id: 'diagram', label: 'Diagram', View: Diagram },
  { id: 'table', label: 'Table', View: HopTable },
] as const;

/** Every hop of the flow, as a sequence diagram or as a table. */
export function Redirects({ inspection, flow, openHop, targetHop, onOpenHop }: Props) {
  const [chosen, setChosen] = useState(() => readPreference('redirects-view'));
  /** Who changes the view has the focus on the button that does it: the hop must not take it again. */
  const [hasChosen, setHasChosen] = useState(false);
  const sequence = useMemo(() => sequenceOf(inspection, flow), [inspection, flow]);
  const refusals = useMemo(
    () => new Map(refusalsOf(inspection, flow.engine).map((refusal) => [refusal.block.hop, refusal])),
    [inspection, flow],
  );
  const { navigations } = inspection;
  const hops = navigations.reduce((sum, navigation) => sum + navigation.hops.length, 0);
  const { id: shown, View } = VIEWS.find(({ id }) => id === chosen) ?? VIEWS[0];

  function choose(id: string) {
    setChosen(id);
    setHasChosen(true);
    writePreference('redirects-view', id);
  }

  return (
    <div class="redirects">
      <div class="redirects-bar">
        <p class="quiet">
          {counted(hops, 'hop')} in {counted(navigations.length, 'navigation')}
        </p>
        <fieldset class="views">
          <legend class="off-screen">Show the hops as</legend>
          {VIEWS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              class="button"
              data-testid={`view-${id}`}
              aria-pressed={id === shown}
              onClick={() => choose(id)}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </div>
      <View
        sequence={sequence}
        refusals={refusals}
        openHop={openHop}
        targetHop={hasChosen ? undefined : targetHop}
        onOpenHop={onOpenHop}
      />
    </div>
  );
}
