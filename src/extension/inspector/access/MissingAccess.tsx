import { hostIn } from '../../wire/match-pattern.ts';
import { Icon } from '../parts/Icon.tsx';
import { useAccess } from './access-context.ts';

/** Says that the user took away what the extension cannot do without: access to Login.gov's own hosts. */
export function MissingAccess() {
  const { allow } = useAccess();
  const patterns = useMissingPatterns();
  if (patterns.length === 0) return null;
  return (
    <p class="notice notice-bad" role="alert" data-testid="missing-access">
      <Icon name="error" /> Login.gov’s own hosts are not allowed: sign-ins at{' '}
      {patterns.map(hostIn).join(' and ')} are recorded in part or not at all.{' '}
      <button type="button" class="button" onClick={() => allow(patterns)}>
        Allow
      </button>
    </p>
  );
}

/** Match patterns of Login.gov's own hosts that the extension may not see. */
export function useMissingPatterns(): string[] {
  const { installed, status } = useAccess();
  const missing = installed.filter(({ pattern, allowed }) => !allowed && pattern.startsWith('https:'));
  return status === 'ready' ? missing.map(({ pattern }) => pattern) : [];
}
