import type { ComparedRow } from '../../../formats/compare/compare-flows.ts';
import { maskText, shorten } from '../../../formats/report/mask.ts';
import { printable } from '../../../formats/report/printable.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { differingPart } from './differing-part.ts';

interface Props {
  readonly caption: string;
  readonly rows: readonly ComparedRow[];
}

/** Rows of names with the values of both flows; secrets are shortened, and where they differ is said. */
export function ComparedTable({ caption, rows }: Props) {
  return (
    <Bounded
      items={rows}
      noun="row"
      list={(items) => (
        <table class="compare-table">
          <caption class="off-screen">{caption}</caption>
          <thead class="off-screen">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">First flow</th>
              <th scope="col">Second flow</th>
            </tr>
          </thead>
          <tbody>{items}</tbody>
        </table>
      )}
    >
      {(row, index) => <Row key={`${row.name} ${index}`} row={row} />}
    </Bounded>
  );
}

function Row({ row }: { readonly row: ComparedRow }) {
  const { name, left, right, difference } = row;
  const shownLeft = left && textOf(left, row);
  const shownRight = right && textOf(right, row);
  const isHidden = difference !== 'equal' && shownLeft !== undefined && shownLeft === shownRight;
  const [before, one, other] = differingPart(shownLeft ?? '', shownRight ?? '');
  const isMarked = difference === 'changed' && !isHidden;
  return (
    <tr data-testid="compared" data-name={name} data-difference={difference}>
      <th scope="row">{printable(name.slice(0, 300))}</th>
      <td>
        <Cell text={shownLeft} {...(isMarked && { before, part: one })} />
      </td>
      <td>
        <Cell text={shownRight} {...(isMarked && { before, part: other })} />
        {isHidden && <div class="quiet">differs in what is not shown</div>}
      </td>
    </tr>
  );
}

const MAX_TEXT = 2000;

function textOf(values: readonly string[], { secret }: ComparedRow): string {
  if (values.length === 0) return '(none)';
  const shown = values.map((value) =>
    printable((secret ? shorten(value) : maskText(value)).slice(0, MAX_TEXT)),
  );
  return shown.map((value) => (value === '' ? '(empty)' : value)).join('\n');
}

interface CellProps {
  readonly text: string | undefined;
  /** How much of the text the other flow has as well, from its start. */
  readonly before?: number;
  /** Length of the part that differs. */
  readonly part?: number;
}

function Cell({ text, before = 0, part = 0 }: CellProps) {
  if (text === undefined) return <span class="empty-value">(not there)</span>;
  return (
    <span class="mono value">
      {text.slice(0, before)}
      {part > 0 && <mark>{text.slice(before, before + part)}</mark>}
      {text.slice(before + part)}
    </span>
  );
}
