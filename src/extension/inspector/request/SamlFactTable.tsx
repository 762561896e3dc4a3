import type { Finding } from '../../../core/model/index.ts';
import { LongText } from '../parts/LongText.tsx';
import { FindingMarks } from './FindingMarks.tsx';
import { findingsAtXml } from './findings-at.ts';
import type { SamlFact } from './saml-facts.ts';

interface Props {
  readonly hop: string;
  readonly facts: readonly SamlFact[];
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

export function SamlFactTable({ hop, facts, findings, onFinding }: Props) {
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
                  <LongText text={value} />
                </div>
              ))}
              <FindingMarks findings={findingsAtXml(findings, hop, name)} onFinding={onFinding} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
