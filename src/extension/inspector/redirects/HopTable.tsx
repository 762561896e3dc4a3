import type { ComponentChildren } from 'preact';
import type { SequenceStep } from '../../../core/sequence/index.ts';
import type { SequenceViewProps } from './Diagram.tsx';
import { HopTableRow } from './HopTableRow.tsx';
import { Interlude } from './Interlude.tsx';
import { NavigationHeading } from './NavigationHeading.tsx';
import { stepKey, useSteps } from './use-steps.ts';

const COLUMNS = ['Hop', 'Request', 'Carries', 'Answer', 'Started', 'Took', 'Chromium', 'Firefox'] as const;

/** Pixels of a row. */
const HEIGHT = 27;

/** The same as the diagram, as a table: for reading cell by cell, and for copying. */
export function HopTable({ sequence, refusals, openHop, targetHop, onOpenHop }: SequenceViewProps) {
  const { steps } = sequence;
  const view = useSteps<HTMLTableElement>({ steps, openHop, targetHop, onOpenHop, estimate: () => HEIGHT });

  function row(step: SequenceStep, index: number) {
    const key = stepKey(step);
    // The first row holds the names of the columns.
    const position = { 'data-step': key, 'aria-rowindex': index + 2 };
    if (step.kind === 'hop') {
      const { id } = step.hop;
      return (
        <HopTableRow
          key={key}
          step={step}
          refusal={refusals.get(id)}
          columns={COLUMNS.length}
          position={position}
          isOpen={openHop === id}
          isActive={view.active === id}
          onToggle={() => onOpenHop(openHop === id ? undefined : id)}
          onFocus={() => view.onFocusHop(id)}
        />
      );
    }
    return (
      <tr key={key} class={`row-${step.kind}`} {...position}>
        {step.kind === 'navigation' ? (
          <th scope="rowgroup" colSpan={COLUMNS.length} data-testid="navigation">
            <NavigationHeading navigation={step.navigation} />
          </th>
        ) : (
          <td colSpan={COLUMNS.length}>
            <Interlude step={step} />
          </td>
        )}
      </tr>
    );
  }

  function groups(first: number, end: number): ComponentChildren {
    const starts = [first];
    for (let index = first + 1; index < end; index++) if (beginsGroup(steps, index)) starts.push(index);
    return starts.map((start, at) => (
      <tbody key={groupKey(steps[start])}>
        {steps.slice(start, starts[at + 1] ?? end).map((step, offset) => row(step, start + offset))}
      </tbody>
    ));
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and the keyboard must reach it to do so
    <section class="hop-table-scroll" aria-label="Table of hops" tabIndex={0}>
      <table class="hop-table" aria-rowcount={steps.length + 1} ref={view.list} onKeyDown={view.onKeyDown}>
        <caption class="off-screen">
          Every hop in order, under what started its navigation, with the verdict of form-action in both
          browsers
        </caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {view.runs.flatMap((run) =>
          run.kind === 'room'
            ? [
                <tbody key={`room ${run.first}`} aria-hidden="true">
                  <tr>
                    <td colSpan={COLUMNS.length} style={{ height: `${run.height}px`, padding: 0 }} />
                  </tr>
                </tbody>,
              ]
            : groups(run.first, run.end),
        )}
      </table>
    </section>
  );
}

/** A navigation is a group of rows; the pause before it stands with it. */
function beginsGroup(steps: readonly SequenceStep[], index: number): boolean {
  const [before, step] = [steps[index - 1], steps[index]];
  return step?.kind === 'pause' || (step?.kind === 'navigation' && before?.kind !== 'pause');
}

function groupKey(first: SequenceStep | undefined): string {
  return first === undefined ? '' : `group ${stepKey(first)}`;
}
