import type { RefObject } from 'preact';
import { AccessButton } from './access/AccessButton.tsx';
import { ScopeSelect } from './access/ScopeSelect.tsx';
import { ImportButton } from './import/ImportButton.tsx';
import { Icon } from './parts/Icon.tsx';
import { ToolbarButton } from './parts/ToolbarButton.tsx';
import type { Scope } from './state/flow-filter.ts';

interface Props {
  readonly recording: boolean;
  readonly onRecord: (on: boolean) => void;
  readonly onClear: () => void;
  readonly scopes: readonly Scope[];
  readonly scope: Scope;
  /** Not where the flows of a file are shown. */
  readonly canClear: boolean;
  readonly onScope: (scope: Scope) => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly filterInput: RefObject<HTMLInputElement | null>;
  readonly filtersShown: boolean;
  readonly onFiltersShown: (shown: boolean) => void;
  readonly comparing: boolean;
  readonly onComparing: (comparing: boolean) => void;
  /** Absent when there is nothing to export. */
  readonly onExport?: () => void;
  /** Absent when no flow is selected. */
  readonly onReproduce?: () => void;
  readonly onPortal: () => void;
  readonly onHelp: () => void;
}

const WHERE = { tab: 'in this window', window: 'in this window', all: 'in all windows' } as const;
const FLOWS_OF = {
  tab: 'the flows of this tab',
  window: 'the flows of this window',
  all: 'all flows',
} as const;

export function Toolbar(props: Props) {
  const { recording, scope, filter } = props;
  return (
    <header class="toolbar">
      <h1 class="off-screen">Login.gov Request Inspector</h1>
      <button
        type="button"
        class="button-flat toolbar-button record"
        data-testid="record"
        aria-pressed={recording}
        title={`${recording ? 'Recording' : 'Paused'} ${WHERE[scope]}. Press to ${recording ? 'pause' : 'record'}.`}
        onClick={() => props.onRecord(!recording)}
      >
        <Icon name={recording ? 'record' : 'record-off'} />
        <span class="toolbar-label">Record</span>
      </button>
      <button
        type="button"
        class="button-flat toolbar-button"
        data-testid="clear"
        disabled={!props.canClear}
        title={`Forget ${FLOWS_OF[scope]}`}
        onClick={props.onClear}
      >
        <Icon name="clear" />
        <span class="toolbar-label">Clear</span>
      </button>
      <span class="toolbar-rule" />
      <ScopeSelect scopes={props.scopes} scope={scope} onScope={props.onScope} />
      <input
        type="search"
        class="filter"
        data-testid="filter"
        aria-label="Filter flows"
        placeholder="Filter"
        spellcheck={false}
        autocomplete="off"
        value={filter}
        ref={props.filterInput}
        onInput={(event) => props.onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return;
          // Else DevTools opens its drawer.
          event.preventDefault();
          event.stopPropagation();
          props.onFilter('');
        }}
      />
      <ToolbarButton
        icon="filter"
        label="Filters"
        title="Filter by findings, protocol and outcome"
        testId="filters"
        pressed={props.filtersShown}
        onClick={() => props.onFiltersShown(!props.filtersShown)}
      />
      <span class="toolbar-space" />
      {props.onExport && (
        <ToolbarButton
          icon="export"
          label="Export"
          title="Save or copy what is recorded, without its secrets"
          testId="export"
          onClick={props.onExport}
        />
      )}
      {props.onReproduce && (
        <ToolbarButton
          icon="open"
          label="Reproduce"
          title="Send the request that started the flow again, or copy it"
          testId="reproduce"
          onClick={props.onReproduce}
        />
      )}
      <AccessButton />
      <ImportButton />
      <ToolbarButton
        icon="compare"
        label="Compare"
        title="Compare two flows"
        testId="compare-toggle"
        pressed={props.comparing}
        onClick={() => props.onComparing(!props.comparing)}
      />
      <ToolbarButton
        icon="portal"
        label="Portal configuration"
        title="What is registered in the Login.gov Partner Portal"
        testId="portal"
        onClick={props.onPortal}
      />
      <ToolbarButton
        icon="keyboard"
        label="Keyboard"
        title="Keyboard shortcuts (?)"
        testId="help"
        onClick={props.onHelp}
      />
    </header>
  );
}
