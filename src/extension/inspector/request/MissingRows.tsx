import { parameterMeaning } from '../../../core/login-gov/parameter-meanings.ts';
import type { Evidence, Finding, MessageKind } from '../../../core/model/index.ts';
import { printable } from '../../../formats/report/printable.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { useMark } from '../parts/use-mark.ts';
import { FindingMarks } from './FindingMarks.tsx';
import type { Place } from './findings-at.ts';

interface Props {
  /** Of the message whose parameters they are; absent where they are no parameters. */
  readonly kind?: Exclude<MessageKind, 'error-page'>;
  readonly places: readonly Place[];
  /** Names that have a row already. */
  readonly known: readonly string[];
  /** What the user was led to. */
  readonly mark: Evidence | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** Rows for what findings point at and the table does not have: usually what was not sent. */
export function MissingRows({ kind, places, known, mark, onFinding }: Props) {
  return (
    <>
      {places
        .filter(({ name }) => !known.includes(name))
        .map((place) => (
          <MissingRow
            key={place.name}
            place={place}
            meaning={kind && parameterMeaning(kind, place.name)?.text}
            isMarked={mark?.at.name === place.name}
            onFinding={onFinding}
          />
        ))}
    </>
  );
}

interface RowProps extends Pick<Props, 'onFinding'> {
  readonly place: Place;
  readonly meaning: string | undefined;
  readonly isMarked: boolean;
}

function MissingRow({ place: { name, findings, values }, meaning, isMarked, onFinding }: RowProps) {
  const row = useMark<HTMLTableRowElement>(isMarked);
  return (
    <tr
      ref={row}
      class={isMarked ? 'marked' : undefined}
      tabIndex={isMarked ? -1 : undefined}
      data-testid="missing"
      data-name={name}
    >
      <th scope="row">
        <span class="parameter-name">{printable(name.slice(0, 300))}</span>
        {meaning !== undefined && <div class="meaning">{meaning}</div>}
      </th>
      <td class="mono">
        {values.length === 0 && <span class="empty-value">(not sent)</span>}
        {values.map((value) => (
          <div key={value}>
            <NamedValue name={name} value={value} />
          </div>
        ))}
      </td>
      <td>
        <FindingMarks findings={findings} onFinding={onFinding} />
      </td>
    </tr>
  );
}
