import { useState } from 'preact/hooks';
import { Overview } from './overview/Overview.tsx';
import { Tabs } from './parts/Tabs.tsx';
import { Redirects } from './redirects/Redirects.tsx';
import { Request } from './request/Request.tsx';
import type { RecordedFlow } from './state/recording-store.ts';

const TABS = [
  { id: 'overview', label: 'Overview' },
  { id: 'redirects', label: 'Redirects' },
  { id: 'request', label: 'Request' },
] as const;

type TabId = (typeof TABS)[number]['id'];

interface Props {
  readonly recorded: RecordedFlow;
  readonly tab: TabId;
  readonly onTab: (tab: TabId) => void;
}

export type { TabId };

/** Everything about one flow. Its parent gives it a `key`, so another flow starts afresh. */
export function FlowDetail({ recorded, tab, onTab }: Props) {
  const { flow, inspection, failure } = recorded;
  const [openHop, setOpenHop] = useState<string>();
  /** Where a link within the flow led: it takes the focus. */
  const [target, setTarget] = useState<{ readonly hop?: string; readonly rule?: string }>({});

  if (!inspection) {
    return (
      <div class="empty">
        {failure === undefined ? (
          <p>Reading the flow…</p>
        ) : (
          <p role="alert">
            This flow could not be inspected: {failure} <br />
            Its recording is kept.
          </p>
        )}
      </div>
    );
  }

  function showHop(id: string) {
    setOpenHop(id);
    setTarget({ hop: id });
    onTab('redirects');
  }

  function showFinding(rule: string) {
    setTarget({ rule });
    onTab('overview');
  }

  function selectTab(id: TabId) {
    setTarget({});
    onTab(id);
  }

  return (
    <Tabs label="Parts of the flow" tabs={TABS} selected={tab} onSelect={selectTab}>
      {tab === 'overview' && (
        <Overview inspection={inspection} engine={flow.engine} targetRule={target.rule} onHop={showHop} />
      )}
      {tab === 'redirects' && (
        <Redirects
          inspection={inspection}
          engine={flow.engine}
          openHop={openHop}
          targetHop={target.hop}
          onOpenHop={setOpenHop}
        />
      )}
      {tab === 'request' && <Request inspection={inspection} onHop={showHop} onFinding={showFinding} />}
    </Tabs>
  );
}
