import { useMemo, useState } from 'preact/hooks';
import type { Evidence, FlowInspection, Hop, Navigation } from '../../../core/model/index.ts';
import { HopPicker } from './HopPicker.tsx';
import { RawHopView } from './RawHopView.tsx';
import './raw.css';

interface Props {
  readonly inspection: FlowInspection;
  readonly mark: Evidence | undefined;
  readonly onHop: (id: string) => void;
}

/** One hop of the flow as text, as it was seen. */
export function Raw({ inspection, mark, onHop }: Props) {
  const all = useMemo(() => allHops(inspection.navigations), [inspection.navigations]);
  const wanted = mark?.hop ?? inspection.outcome.hop;
  const [chosen, setChosen] = useState(wanted);
  const found = all.findIndex(({ hop }) => hop.id === chosen);
  const index = Math.max(0, found);
  const current = all[index];
  if (current === undefined) return <p class="empty">This flow has no hops.</p>;
  const { hop, navigation } = current;
  return (
    <div class="raw-view">
      <HopPicker
        number={index + 1}
        count={all.length}
        onPick={(number) => setChosen(all[number - 1]?.hop.id)}
        onHop={() => onHop(hop.id)}
      />
      <RawHopView
        key={hop.id}
        hop={hop}
        navigation={navigation}
        mark={mark?.hop === hop.id ? mark : undefined}
      />
    </div>
  );
}

function allHops(navigations: readonly Navigation[]) {
  return navigations.flatMap((navigation) =>
    navigation.hops.map((hop): { readonly hop: Hop; readonly navigation: Navigation } => ({
      hop,
      navigation,
    })),
  );
}
