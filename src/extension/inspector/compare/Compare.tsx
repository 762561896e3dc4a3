import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ComparedSection, compareFlows, differing } from '../../../formats/compare/compare-flows.ts';
import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import type { RecordedFlow } from '../state/inspected-flows.ts';
import { ComparedTable } from './ComparedTable.tsx';
import './compare.css';
import { FlowSelect } from './FlowSelect.tsx';
import { type ComparedSource, choicesOf, type FlowChoice } from './flow-choices.ts';

export interface CompareProps {
  /** The flow of the first source that is selected in the list. */
  readonly selected: RecordedFlow;
  /** Flows to compare, by where they come from; those of the list first. */
  readonly sources: readonly ComparedSource[];
  /** The flows to begin with, of any source. By default the selected one and its counterpart. */
  readonly pair?: readonly [left: RecordedFlow, right: RecordedFlow];
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
}

/** Two flows side by side, the working one and the broken one: what differs, then what is equal. */
export function Compare({ selected, sources, pair, onSelect, onClose }: CompareProps) {
  const choices = choicesOf(sources);
  const grouped = sources.filter(({ flows }) => flows.length > 0).length > 1;
  const keyOf = (wanted: RecordedFlow | undefined) =>
    choices.find(({ recorded }) => recorded.flow === wanted?.flow)?.key;
  /** Until another flow of the list is selected. */
  const [first, setFirst] = useState({ key: keyOf(pair?.[0]), of: selected.flow.id });
  const [second, setSecond] = useState(keyOf(pair?.[1]));
  const own = keyOf(selected);
  const one =
    (first.of === selected.flow.id && choices.find(({ key }) => key === first.key)) ||
    choices.find(({ key }) => key === own);
  const others = choices.filter((choice) => choice !== one);
  const other = others.find(({ key }) => key === second) ?? counterpartOf(one, others);
  const left = one?.recorded.inspection;
  const right = other?.recorded.inspection;
  const sections = useMemo(() => (left && right ? compareFlows(left, right) : []), [left, right]);

  function chooseFirst(key: string) {
    const chosen = choices.find((choice) => choice.key === key);
    setFirst({ key, of: chosen?.isListed ? chosen.recorded.flow.id : selected.flow.id });
    if (chosen?.isListed) onSelect(chosen.recorded.flow.id);
  }

  const choice = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => choice.current?.focus(), []);

  return (
    <section
      class="compare"
      aria-label="Comparison of two flows"
      data-testid="compare"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Else DevTools opens its drawer.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <header class="compare-bar">
        <FlowSelect
          label="First flow"
          choices={choices}
          grouped={grouped}
          value={one?.key}
          onChange={chooseFirst}
        />
        <span class="quiet">with</span>
        <FlowSelect
          label="Second flow"
          choices={others}
          grouped={grouped}
          value={other?.key}
          onChange={setSecond}
          selectRef={choice}
        />
        {one && other && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setSecond(one.key);
              chooseFirst(other.key);
            }}
          >
            Swap
          </button>
        )}
        <button type="button" class="button-flat compare-close" title="Close (Esc)" onClick={onClose}>
          <Icon name="close" />
          <span class="off-screen">Close the comparison</span>
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it to do so */}
      <section class="compare-body" tabIndex={0} aria-label="What differs">
        {left && right ? <Sections sections={sections} /> : <NothingYet hasOthers={others.length > 0} />}
      </section>
    </section>
  );
}

/** Of the same application, one that worked, else one that ended otherwise; else the newest. */
function counterpartOf(one: FlowChoice | undefined, others: readonly FlowChoice[]): FlowChoice | undefined {
  const { client, outcome } = one?.recorded.inspection ?? {};
  const same = others.filter(({ recorded }) => recorded.inspection?.client === client);
  const ended = ({ recorded }: FlowChoice) => recorded.inspection?.outcome.kind;
  const otherwise = same.filter((choice) => ended(choice) !== outcome?.kind);
  return otherwise.find((choice) => ended(choice) === 'signed-in') ?? otherwise[0] ?? same[0] ?? others[0];
}

function NothingYet({ hasOthers }: { readonly hasOthers: boolean }) {
  return (
    <div class="empty">
      <p>
        {hasOthers
          ? 'Reading the flows…'
          : 'There is only one flow. Sign in a second time, the way that works, to see what differs.'}
      </p>
    </div>
  );
}

function Sections({ sections }: { readonly sections: readonly ComparedSection[] }) {
  const count = sections.reduce((sum, { rows }) => sum + differing(rows).length, 0);
  return (
    <>
      <p class="compare-count" role="status" data-testid="compare-count">
        {count === 0 ? 'The flows do not differ in anything that matters.' : counted(count, 'difference')}
      </p>
      {sections.map(({ title, rows }) => {
        const changed = differing(rows);
        const fresh = rows.filter(({ difference }) => difference === 'fresh');
        const equal = rows.filter(({ difference }) => difference === 'equal');
        return (
          <section key={title} class="compare-section">
            <h3>{title}</h3>
            {changed.length > 0 ? (
              <ComparedTable caption={`${title}: what differs`} rows={changed} />
            ) : (
              <p class="quiet">No difference.</p>
            )}
            {fresh.length > 0 && (
              <details class="fold">
                <summary>{fresh.length} new with every sign-in, as they should be</summary>
                <ComparedTable caption={`${title}: new with every sign-in`} rows={fresh} />
              </details>
            )}
            {equal.length > 0 && (
              <details class="fold">
                <summary>{equal.length} equal</summary>
                <ComparedTable caption={`${title}: equal`} rows={equal} />
              </details>
            )}
          </section>
        );
      })}
    </>
  );
}
