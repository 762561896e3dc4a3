import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FlowInspection } from '../../../core/model/index.ts';
import { type ComparedSection, compareFlows, differing } from '../../../formats/compare/compare-flows.ts';
import { counted, OUTCOMES, PROTOCOLS } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { type RecordedFlow, startOf } from '../state/inspected-flows.ts';
import { timeOfDay } from '../time.ts';
import { ComparedTable } from './ComparedTable.tsx';
import './compare.css';

export interface CompareProps {
  /** The flow on the left. */
  readonly selected: RecordedFlow;
  readonly flows: readonly RecordedFlow[];
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
}

/** Two flows side by side, the working one and the broken one: what differs, then what is equal. */
export function Compare({ selected, flows, onSelect, onClose }: CompareProps) {
  const [chosen, setChosen] = useState<string>();
  const others = flows.filter((other) => other.flow.id !== selected.flow.id);
  const other = others.find(({ flow }) => flow.id === chosen) ?? counterpartOf(selected, others);
  const left = selected.inspection;
  const right = other?.inspection;
  const sections = useMemo(() => (left && right ? compareFlows(left, right) : []), [left, right]);
  const choice = useRef<HTMLSelectElement>(null);
  useEffect(() => choice.current?.focus(), []);

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
        <FlowChoice label="First flow" flows={flows} value={selected.flow.id} onChange={onSelect} />
        <span class="quiet">with</span>
        <FlowChoice
          label="Second flow"
          flows={others}
          value={other?.flow.id}
          onChange={setChosen}
          selectRef={choice}
        />
        {other && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setChosen(selected.flow.id);
              onSelect(other.flow.id);
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

/** Of the same application, one that ended otherwise; else the newest. */
function counterpartOf(
  { inspection }: RecordedFlow,
  others: readonly RecordedFlow[],
): RecordedFlow | undefined {
  const same = others.filter((other) => other.inspection?.client === inspection?.client);
  return (
    same.find((other) => other.inspection?.outcome.kind !== inspection?.outcome.kind) ?? same[0] ?? others[0]
  );
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

interface FlowChoiceProps {
  readonly label: string;
  readonly flows: readonly RecordedFlow[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
  readonly selectRef?: RefObject<HTMLSelectElement | null>;
}

/** More flows than anybody scrolls through are found by the filter of the list. */
const MAX_CHOICES = 500;

function FlowChoice({ label, flows, value, onChange, selectRef }: FlowChoiceProps) {
  return (
    <select
      aria-label={label}
      data-testid={label === 'First flow' ? 'compare-left' : 'compare-right'}
      value={value}
      {...(selectRef && { ref: selectRef })}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {flows.slice(0, MAX_CHOICES).map(({ flow, inspection }) => (
        <option key={flow.id} value={flow.id}>
          {nameOf(startOf(flow), inspection)}
        </option>
      ))}
    </select>
  );
}

/** `10:41:07 OIDC refused by the browser: urn:gov:…` */
function nameOf(start: number | undefined, inspection: FlowInspection | undefined): string {
  const time = start === undefined ? [] : [timeOfDay(start)];
  if (!inspection) return [...time, 'not inspected yet'].join(' ');
  const { protocol, outcome, client } = inspection;
  const name = [...time, PROTOCOLS[protocol], OUTCOMES[outcome.kind]].join(' ');
  return client === undefined ? name : `${name}: ${client.slice(0, 200)}`;
}
