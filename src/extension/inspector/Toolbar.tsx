import type { RefObject } from 'preact';
import { AccessButton } from './access/AccessButton.tsx';
import { Icon } from './parts/Icon.tsx';
import { ToolbarButton } from './parts/ToolbarButton.tsx';
import type { Scope } from './state/flow-filter.ts';

interface Props {
  readonly recording: boolean;
  readonly onRecord: (on: boolean) => void;
  readonly onClear: () => void;
  /** Absent outside DevTools, where there is no "this tab". */
  readonly scope?: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly filterInput: RefObject<HTMLInputElement | null>;
  readonly onPortal: () => void;
}

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
        title={recording ? 'Recording. Press to pause.' : 'Paused. Press to record.'}
        onClick={() => props.onRecord(!recording)}
      >
        <Icon name={recording ? 'record' : 'record-off'} />
        <span class="toolbar-label">Record</span>
      </button>
      <button
        type="button"
        class="button-flat toolbar-button"
        data-testid="clear"
        title={scope === 'tab' ? 'Forget the flows of this tab' : 'Forget all flows'}
        onClick={props.onClear}
      >
        <Icon name="clear" />
        <span class="toolbar-label">Clear</span>
      </button>
      <span class="toolbar-rule" />
      {scope && (
        <select
          aria-label="Which tabs to show"
          data-testid="scope"
          value={scope}
          onChange={(event) => props.onScope(event.currentTarget.value === 'all' ? 'all' : 'tab')}
        >
          <option value="tab">This tab</option>
          <option value="all">All tabs</option>
        </select>
      )}
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
      <span class="toolbar-space" />
      <AccessButton />
      <ToolbarButton
        icon="portal"
        label="Portal configuration"
        title="What is registered in the Login.gov Partner Portal"
        testId="portal"
        onClick={props.onPortal}
      />
    </header>
  );
}
