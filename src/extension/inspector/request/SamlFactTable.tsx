import type { Finding } from '../../../core/model/index.ts';
import type { SamlFact } from '../../../formats/report/saml-facts.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { FindingMarks } from './FindingMarks.tsx';
import { findingsAt, xmlPlaces } from './findings-at.ts';
import { MissingRows } from './MissingRows.tsx';

interface Props {
  readonly hop: string;
  readonly facts: readonly SamlFact[];
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

export function SamlFactTable({ hop, facts, findings, onFinding }: Props) {
  const known = facts.map(({ name }) => name);
  const places = xmlPlaces(findings, hop, known);
  return (
    <table class="fields">
      <caption>Key facts</caption>
      <tbody>
        {facts.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="mono">
              {values.map((value, index) => (
                <div key={index}>
                  <NamedValue name={name} value={value} secret={false} />
                </div>
              ))}
              <FindingMarks findings={findingsAt(places, name)} onFinding={onFinding} />
            </td>
          </tr>
        ))}
        <MissingRows places={places} known={known} onFinding={onFinding} />
      </tbody>
    </table>
  );
}
