import type { RefObject } from 'preact';
import type { FlowInspection } from '../../../core/model/index.ts';
import { printable } from '../../../formats/report/printable.ts';
import { OUTCOMES, PROTOCOLS } from '../../../formats/report/words.ts';
import { startOf } from '../state/inspected-flows.ts';
import { timeOfDay } from '../time.ts';
import type { FlowChoice } from './flow-choices.ts';

interface Props {
  readonly label: string;
  readonly choices: readonly FlowChoice[];
  /** Whether to say where they come from. */
  readonly grouped: boolean;
  /** The key of a choice. */
  readonly value: string | undefined;
  readonly onChange: (key: string) => void;
  readonly selectRef?: RefObject<HTMLSelectElement | null>;
}

/** More flows of one source than anybody scrolls through are found by the filter of the list. */
const MAX_CHOICES = 500;

/** One of the flows. */
export function FlowSelect({ label, choices, grouped, value, onChange, selectRef }: Props) {
  const sources = [...new Set(choices.map(({ source }) => source))];
  return (
    <select
      aria-label={label}
      data-testid={label === 'First flow' ? 'compare-left' : 'compare-right'}
      value={value}
      {...(selectRef && { ref: selectRef })}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {!grouped
        ? options(choices)
        : sources.map((source) => (
            <optgroup key={source} label={printable(source.slice(0, 100))}>
              {options(choices.filter((choice) => choice.source === source))}
            </optgroup>
          ))}
    </select>
  );
}

function options(choices: readonly FlowChoice[]) {
  return choices.slice(0, MAX_CHOICES).map(({ key, recorded: { flow, inspection } }) => (
    <option key={key} value={key}>
      {nameOf(startOf(flow), inspection)}
    </option>
  ));
}

/** `10:41:07 OIDC refused by the browser: urn:gov:…` */
function nameOf(start: number | undefined, inspection: FlowInspection | undefined): string {
  const time = start === undefined ? [] : [timeOfDay(start)];
  if (!inspection) return [...time, 'not inspected yet'].join(' ');
  const { protocol, outcome, client } = inspection;
  const name = [...time, PROTOCOLS[protocol], OUTCOMES[outcome.kind]].join(' ');
  return client === undefined ? name : `${name}: ${client.slice(0, 200)}`;
}
