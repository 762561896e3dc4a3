import { useState } from 'preact/hooks';
import type { ErrorPage, Finding, Message, Parameter } from '../../../core/model/index.ts';
import { isSecretInMessage } from '../../../formats/report/mask.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { FindingMarks } from './FindingMarks.tsx';
import { findingsAt, parameterPlaces } from './findings-at.ts';
import { MissingRows } from './MissingRows.tsx';
import { ParameterValue } from './ParameterValue.tsx';

interface Props {
  readonly message: Exclude<Message, ErrorPage>;
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

/** The parameters in the order in which they were sent: decoded and, on request, as they stood on the wire. */
export function ParameterTable({ message, findings, onFinding }: Props) {
  const { hop, parameters } = message;
  const isSecret = ({ name, value }: Parameter) => isSecretInMessage(message, name, value);
  const [asSent, setAsSent] = useState(false);
  const places = parameterPlaces(findings, hop);
  const known = parameters.map(({ name }) => name);
  if (parameters.length === 0 && places.length === 0) return null;
  const differs = parameters.some((parameter) => parameter.value !== parameter.raw && !isSecret(parameter));
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
          <tbody>
            {rows}
            <MissingRows places={places} known={known} onFinding={onFinding} />
          </tbody>
        </table>
      )}
    >
      {(parameter, index) => (
        <tr key={`${parameter.name} ${index}`} data-testid="parameter" data-name={parameter.name}>
          <th scope="row">{parameter.name}</th>
          <td>
            <ParameterValue parameter={parameter} secret={isSecret(parameter)} asSent={asSent} />
            <FindingMarks findings={findingsAt(places, parameter.name)} onFinding={onFinding} />
          </td>
        </tr>
      )}
    </Bounded>
  );
}
