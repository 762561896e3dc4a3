import { NamedValue } from '../parts/NamedValue.tsx';
import { FindingMarks } from './FindingMarks.tsx';
import type { Place } from './findings-at.ts';

interface Props {
  readonly places: readonly Place[];
  /** Names that have a row already. */
  readonly known: readonly string[];
  readonly onFinding: (rule: string) => void;
}

/** Rows for what findings point at and the table does not have: usually what was not sent. */
export function MissingRows({ places, known, onFinding }: Props) {
  return (
    <>
      {places
        .filter(({ name }) => !known.includes(name))
        .map(({ name, findings, values }) => (
          <tr key={name} data-testid="missing" data-name={name}>
            <th scope="row">{name}</th>
            <td class="mono">
              {values.length === 0 && <span class="empty-value">(not sent)</span>}
              {values.map((value) => (
                <div key={value}>
                  <NamedValue name={name} value={value} />
                </div>
              ))}
              <FindingMarks findings={findings} onFinding={onFinding} />
            </td>
          </tr>
        ))}
    </>
  );
}
