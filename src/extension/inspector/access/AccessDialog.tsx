import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useStore } from '../use-store.ts';
import './access-dialog.css';
import { hostIn, isAllSites } from '../../wire/match-pattern.ts';
import type { AccessStore } from './access-store.ts';
import { Deployments } from './Deployments.tsx';

interface Props {
  readonly store: AccessStore;
  readonly onClose: () => void;
}

/** What the extension may see: the hosts of its installation, what the user allowed, and other deployments. */
export function AccessDialog({ store, onClose }: Props) {
  const { status, installed, added, failure } = useStore(store);
  const all = added.some(isAllSites);
  return (
    <Dialog title="Access to sites" testId="access-dialog" onClose={onClose}>
      <div class="access">
        {failure !== undefined && (
          <p class="notice notice-bad" role="alert">
            <Icon name="error" /> The browser refused: {failure}
          </p>
        )}
        {status === 'unavailable' && (
          <p class="notice">
            <Icon name="warning" /> Firefox does not let a DevTools panel change access. Open the inspector
            with its toolbar button to do so.
          </p>
        )}
        {status === 'ready' && (
          <>
            <section class="access-section">
              <h3>Login.gov</h3>
              <p class="quiet">Allowed at installation, so that sign-ins can be recorded.</p>
              <ul class="access-list">
                {installed.map(({ pattern, allowed }) => (
                  <li key={pattern} data-testid="installed-host" data-allowed={allowed}>
                    <span class="mono">{hostIn(pattern)}</span>
                    {allowed ? (
                      <span class="quiet">allowed</span>
                    ) : (
                      <>
                        <span class="bad">not allowed</span>
                        <button type="button" class="button" onClick={() => store.allow([pattern])}>
                          Allow<span class="off-screen"> {hostIn(pattern)}</span>
                        </button>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </section>
            <section class="access-section">
              <h3>Other sites</h3>
              <p class="quiet">
                Where a sign-in passes through them, documents’ addresses, headers, protocol fields and
                policies are kept in memory. With DevTools open no access is needed.
              </p>
              {added.length > 0 && (
                <ul class="access-list">
                  {added.map((pattern) => (
                    <li key={pattern} data-testid="added-host">
                      <span class="mono">{hostIn(pattern)}</span>
                      <button type="button" class="button" onClick={() => store.revoke(pattern)}>
                        Remove<span class="off-screen"> {hostIn(pattern)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              )}
              {added.length === 0 && <p>No other site is allowed.</p>}
              {!all && (
                <button type="button" class="button" onClick={() => store.allowAll()}>
                  Allow all sites
                </button>
              )}
            </section>
          </>
        )}
        <Deployments store={store} />
      </div>
    </Dialog>
  );
}
