import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Host } from '../host/host.ts';
import { lazyView } from '../parts/lazy-view.tsx';
import { ReproduceContext, type Reproduced, type Sent } from './reproduce-context.ts';

const ReproduceDialog = lazyView(async () => (await import('./ReproduceDialog.tsx')).ReproduceDialog);

interface Props {
  readonly host: Pick<Host, 'openRequest'>;
  readonly children: ComponentChildren;
}

/** Sends the first request of a flow again, and remembers of which, so that what comes of it can be compared. */
export function ReproduceProvider({ host, children }: Props) {
  const [shown, setShown] = useState<Reproduced>();
  const [sent, setSent] = useState<Sent>();
  const reproducing = useMemo(
    () => ({ open: setShown, forget: () => setSent(undefined), ...(sent && { sent }) }),
    [sent],
  );
  return (
    <ReproduceContext.Provider value={reproducing}>
      {children}
      {shown && (
        <ReproduceDialog
          reproduced={shown}
          onOpen={host.openRequest}
          onSent={(tab) => {
            setSent({ ...shown, tab });
            setShown(undefined);
          }}
          onClose={() => setShown(undefined)}
        />
      )}
    </ReproduceContext.Provider>
  );
}
