import type { Scope } from '../state/flow-filter.ts';

interface Props {
  readonly scopes: readonly Scope[];
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

const WORDS: Readonly<Record<Scope, string>> = { tab: 'This tab', window: 'This window', all: 'All windows' };

/** Which flows are shown, and what Record and Clear act on. */
export function ScopeSelect({ scopes, scope, onScope }: Props) {
  if (scopes.length < 2) return null;
  return (
    <select
      aria-label="What to show, record and clear"
      data-testid="scope"
      value={scope}
      onChange={({ currentTarget }) =>
        onScope(scopes.find((choice) => choice === currentTarget.value) ?? scope)
      }
    >
      {scopes.map((choice) => (
        <option key={choice} value={choice}>
          {WORDS[choice]}
        </option>
      ))}
    </select>
  );
}
