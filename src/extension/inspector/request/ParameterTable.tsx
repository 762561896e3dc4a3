import { useState } from 'preact/hooks';
import type { Finding, Parameter } from '../../../core/model/index.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { isSecret } from '../secrets.ts';
import { FindingMarks } from './FindingMarks.tsx';
import { findingsAtParameter } from './findings-at.ts';
import { ParameterValue } from './ParameterValue.tsx';

interface Props {
  readonly hop: string;
  readonly parameters: readonly Parameter[];
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

/** The parameters in the order in which they were sent: decoded and, on request, as they stood on the wire. */
export function ParameterTable({ hop, parameters, findings, onFinding }: Props) {
  const [asSent, setAsSent] = useState(false);
  if (parameters.length === 0) return null;
  const differs = parameters.some(({ name, value, raw }) => value !== raw && !isSecret(name));
  return (
    <Bounded
      items={parameters}
      noun="parameter"
      list={(rows) => (
        <table class="fields">
          <caption>
            Parameters{' '}
            {differs && (
              <button type="button" class="button" aria-pressed={asSent} onClick={() => setAsSent(!asSent)}>
                As sent
              </button>
            )}
          </caption>
          <tbody>{rows}</tbody>
        </table>
      )}
    >
      {(parameter, index) => (
        <tr key={`${parameter.name} ${index}`} data-testid="parameter" data-name={parameter.name}>
          <th scope="row">{parameter.name}</th>
          <td>
            <ParameterValue parameter={parameter} asSent={asSent} />
            <FindingMarks
              findings={findingsAtParameter(findings, hop, parameter.name)}
              onFinding={onFinding}
            />
          </td>
        </tr>
      )}
    </Bounded>
  );
}
