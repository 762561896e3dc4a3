import type { Finding } from '../../../core/model/index.ts';
import type { SamlFact } from '../../../formats/report/saml-facts.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { FindingMarks } from './FindingMarks.tsx';
import { findingsAt, xmlPlaces } from './findings-at.ts';
import { MissingRows } from './MissingRows.tsx';

interface Props {
  readonly hops: readonly string[];
  readonly facts: readonly SamlFact[];
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}

/** Values of one fact that are shown. */
const MOST = 50;

/** What people look for first; the XML below has all. */
export function SamlFactTable({ hops, facts, findings, onFinding }: Props) {
  const known = facts.map(({ name }) => name);
  const places = xmlPlaces(findings, hops, known);
  return (
    <table class="fields parameters">
      <caption>Key facts</caption>
      <tbody>
        {facts.map(({ name, values, note }) => (
          <tr key={name} data-testid="fact" data-name={name}>
            <th scope="row">{name}</th>
            <td class="mono">
              {values.slice(0, MOST).map((value, index) => (
                <div key={index}>
                  <NamedValue name={name} value={value} secret={false} />
                </div>
              ))}
              {values.length > MOST && <div class="quiet">and {values.length - MOST} more in the XML</div>}
              {note !== undefined && <div class="meaning">{note}</div>}
            </td>
            <td>
              <FindingMarks findings={findingsAt(places, name)} onFinding={onFinding} />
            </td>
          </tr>
        ))}
        <MissingRows places={places} known={known} mark={undefined} onFinding={onFinding} />
      </tbody>
    </table>
  );
}
