import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { parameterMeaning } from '../../../core/login-gov/parameter-meanings.ts';
import type {
  ErrorPage,
  Evidence,
  Finding,
  Message,
  Parameter,
  SkippedRule,
} from '../../../core/model/index.ts';
import { isSecretInMessage } from '../../../formats/report/mask.ts';
import { isResponse } from '../evidence.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { LongText } from '../parts/LongText.tsx';
import { useMark } from '../parts/use-mark.ts';
import { findingsAt, parameterPlaces } from './findings-at.ts';
import { MissingRows } from './MissingRows.tsx';
import { ParameterValue } from './ParameterValue.tsx';
import { isAt, type ShownMessage } from './shown-messages.ts';
import { Verdict } from './Verdict.tsx';

interface Props {
  readonly shown: ShownMessage<Exclude<Message, ErrorPage>>;
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
  readonly mark: Evidence | undefined;
  /** Masked whatever its name. */
  readonly secrets?: readonly string[];
  readonly onFinding: (finding: Finding) => void;
}

/**
 * The parameters in the order in which they were sent: what each means, decoded and, on request, as it stood on the
 * wire, and what is to be said of it.
 */
export function ParameterTable({ shown, findings, skipped, mark, secrets = [], onFinding }: Props) {
  const { message, hops } = shown;
  const parameters = allParameters(message);
  const isSecret = ({ name, value }: Parameter) =>
    secrets.includes(name) || isSecretInMessage(message, name, value);
  const [asSent, setAsSent] = useState(false);
  const places = parameterPlaces(findings, hops);
  const known = parameters.map(({ name }) => name);
  if (parameters.length === 0 && places.length === 0) return null;
  const marked =
    isAt(mark, hops) && (mark?.at.part === 'query' || mark?.at.part === 'body') ? mark : undefined;
  // Of several of one name the last counts.
  const markedIndex = marked === undefined ? -1 : known.lastIndexOf(marked.at.name);
  const differs = parameters.some((parameter) => parameter.value !== parameter.raw && !isSecret(parameter));
  return (
    <Bounded
      items={parameters}
      noun="parameter"
      reveal={markedIndex}
      list={(rows) => (
        <table class="fields parameters">
          <caption>
            Parameters{' '}
            {differs && (
              <button type="button" class="button" aria-pressed={asSent} onClick={() => setAsSent(!asSent)}>
                As sent
              </button>
            )}
          </caption>
          <thead class="off-screen">
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Value</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {rows}
            <MissingRows
              kind={message.kind}
              places={places}
              known={known}
              mark={marked}
              onFinding={onFinding}
            />
          </tbody>
        </table>
      )}
    >
      {(parameter, index) => {
        const meaning = parameterMeaning(message.kind, parameter.name);
        const ignored = meaning === undefined ? !isResponse(message) : meaning.ignored === true;
        return (
          <ParameterRow
            key={`${parameter.name.slice(0, 100)} ${index}`}
            parameter={parameter}
            meaning={meaning?.text}
            secret={isSecret(parameter)}
            asSent={asSent}
            isMarked={index === markedIndex}
          >
            <Verdict
              name={parameter.name}
              kind={message.kind}
              findings={findingsAt(places, parameter.name)}
              ignored={ignored}
              skipped={skipped}
              onFinding={onFinding}
            />
          </ParameterRow>
        );
      }}
    </Bounded>
  );
}

interface RowProps {
  readonly parameter: Parameter;
  readonly meaning: string | undefined;
  readonly secret: boolean;
  readonly asSent: boolean;
  readonly isMarked: boolean;
  /** The verdict. */
  readonly children: ComponentChildren;
}

function ParameterRow({ parameter, meaning, secret, asSent, isMarked, children }: RowProps) {
  const row = useMark<HTMLTableRowElement>(isMarked);
  return (
    <tr
      ref={row}
      class={isMarked ? 'marked' : undefined}
      tabIndex={isMarked ? -1 : undefined}
      data-testid="parameter"
      data-name={parameter.name.slice(0, 200)}
    >
      <th scope="row">
        <span class="parameter-name">
          <LongText text={parameter.name} limit={80} />
        </span>
        {meaning !== undefined && <div class="meaning">{meaning}</div>}
      </th>
      <td>
        <ParameterValue parameter={parameter} secret={secret} asSent={asSent} />
      </td>
      <td class="verdict-cell">{children}</td>
    </tr>
  );
}

/** The message of a SAML request stands before what comes with it. */
function allParameters(message: Exclude<Message, ErrorPage>): readonly Parameter[] {
  const own = 'samlRequest' in message ? message.samlRequest : undefined;
  return own === undefined ? message.parameters : [own, ...message.parameters];
}
