import { OUTCOMES, PROTOCOLS } from '../../../formats/report/words.ts';
import { type FlowFilter, isFiltering, NO_FILTER } from '../state/flow-filter.ts';
import { capitalised } from '../words.ts';
import './filter.css';

interface Props {
  readonly filter: FlowFilter;
  readonly onFilter: (filter: FlowFilter) => void;
  /** Flows that match, of those in scope. */
  readonly shown: number;
  readonly all: number;
}

const SEVERITIES: Readonly<Record<FlowFilter['severity'], string>> = {
  any: 'Any findings',
  error: 'Errors',
  warning: 'Errors or warnings',
  none: 'No errors or warnings',
};

const PROTOCOL_CHOICES = { any: 'Any protocol', oidc: PROTOCOLS.oidc, saml: PROTOCOLS.saml } as const;

const OUTCOME_CHOICES: Readonly<Record<FlowFilter['outcome'], string>> = {
  any: 'Any outcome',
  'refused-by-browser': capitalised(OUTCOMES['refused-by-browser']),
  'refused-by-login-gov': capitalised(OUTCOMES['refused-by-login-gov']),
  'signed-in': capitalised(OUTCOMES['signed-in']),
  'signed-out': capitalised(OUTCOMES['signed-out']),
  cancelled: capitalised(OUTCOMES.cancelled),
  'network-error': capitalised(OUTCOMES['network-error']),
  unfinished: capitalised(OUTCOMES.unfinished),
};

/** What the list shows: by severity, protocol and outcome, and how many of how many that leaves. */
export function FilterBar({ filter, onFilter, shown, all }: Props) {
  return (
    <search class="filter-bar" aria-label="Filters" data-testid="filter-bar">
      <Choice
        label="Findings"
        testId="filter-severity"
        choices={SEVERITIES}
        value={filter.severity}
        onChange={(severity) => onFilter({ ...filter, severity })}
      />
      <Choice
        label="Protocol"
        testId="filter-protocol"
        choices={PROTOCOL_CHOICES}
        value={filter.protocol === 'unknown' ? 'any' : filter.protocol}
        onChange={(protocol) => onFilter({ ...filter, protocol })}
      />
      <Choice
        label="Outcome"
        testId="filter-outcome"
        choices={OUTCOME_CHOICES}
        value={filter.outcome}
        onChange={(outcome) => onFilter({ ...filter, outcome })}
      />
      <span class="filter-count" role="status" data-testid="filter-count">
        {shown} of {all}
        <span class="off-screen"> flows shown</span>
      </span>
      {isFiltering(filter) && (
        <button type="button" class="button" data-testid="clear-filters" onClick={() => onFilter(NO_FILTER)}>
          Clear filters
        </button>
      )}
    </search>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly testId: string;
  readonly choices: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, testId, choices, value, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(choices) as Value[];
  return (
    <select
      aria-label={label}
      data-testid={testId}
      class={value === values[0] ? '' : 'filter-active'}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = values.find((candidate) => candidate === currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((candidate) => (
        <option key={candidate} value={candidate}>
          {choices[candidate]}
        </option>
      ))}
    </select>
  );
}
