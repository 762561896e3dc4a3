import type { SequenceStep } from '../../../core/sequence/index.ts';
import type { SequenceViewProps } from './Diagram.tsx';
import { HopTableRow } from './HopTableRow.tsx';
import { Interlude } from './Interlude.tsx';
import { NavigationHeading } from './NavigationHeading.tsx';
import { stepKey } from './step-key.ts';
import type { KindHeights } from './use-heights.ts';
import { useSteps } from './use-steps.ts';
import './hop-table.css';

const COLUMNS = ['Hop', 'Request', 'Carries', 'Answer', 'Started', 'Took', 'Chromium', 'Firefox'] as const;

/** Pixels. */
const HEIGHTS: KindHeights = { navigation: 33, pause: 27, gap: 27, hop: 27 };

/** The same as the diagram, as a table: for reading cell by cell, and for copying. */
export function HopTable({ sequence, refusals, openHop, targetHop, onOpenHop }: SequenceViewProps) {
  const { steps } = sequence;
  const view = useSteps<HTMLTableElement>({ steps, openHop, targetHop, onOpenHop, likely: HEIGHTS });

  function row(step: SequenceStep, index: number) {
    const key = stepKey(step);
    // The first row holds the names of the columns.
    const rowIndex = index + 2;
    if (step.kind === 'hop') {
      const { id } = step.hop;
      return (
        <HopTableRow
          key={key}
          step={step}
          refusal={refusals.get(id)}
          columns={COLUMNS.length}
          rowIndex={rowIndex}
          isOpen={openHop === id}
          isActive={view.active === id}
          onToggle={view.onToggle}
          onFocus={view.onFocusHop}
        />
      );
    }
    return (
      <tr key={key} class={`row-${step.kind}`} data-step={key} data-kind={step.kind} aria-rowindex={rowIndex}>
        <td colSpan={COLUMNS.length}>
          {step.kind === 'navigation' ? (
            <strong data-testid="navigation">
              <NavigationHeading navigation={step.navigation} />
            </strong>
          ) : (
            <Interlude step={step} />
          )}
        </td>
      </tr>
    );
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and the keyboard must reach it to do so
    <section class="hop-table-scroll" aria-label="Table of hops" tabIndex={0}>
      <table class="hop-table" aria-rowcount={steps.length + 1} ref={view.list} onKeyDown={view.onKeyDown}>
        <caption class="off-screen">
          Every hop in order, after what started its navigation, with the verdict of form-action in both
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
        <tbody>
          {view.runs.flatMap((run) =>
            run.kind === 'room'
              ? [
                  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this row takes no focus, it only takes room
                  <tr key={`room ${run.first}`} aria-hidden="true">
                    <td colSpan={COLUMNS.length} style={{ height: `${run.height}px`, padding: 0 }} />
                  </tr>,
                ]
              : steps.slice(run.first, run.end).map((step, offset) => row(step, run.first + offset)),
          )}
        </tbody>
      </table>
    </section>
  );
}
