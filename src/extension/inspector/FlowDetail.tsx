import { useRef, useState } from 'preact/hooks';
import type { Finding } from '../../core/model/index.ts';
import { policyMark } from './csp/policy-mark.ts';
import { EvidenceBar } from './EvidenceBar.tsx';
import { type EvidenceTarget, evidenceAt, findingKey, viewOfEvidence } from './evidence.ts';
import { Overview } from './overview/Overview.tsx';
import { lazyView } from './parts/lazy-view.tsx';
import { Tabs } from './parts/Tabs.tsx';
import { usePortal } from './portal/portal-context.ts';
import { Redirects } from './redirects/Redirects.tsx';
import type { Match } from './search/search-flow.ts';
import type { RecordedFlow } from './state/inspected-flows.ts';

const TABS = [
  { id: 'overview', label: 'Overview' },
  { id: 'redirects', label: 'Redirects' },
  { id: 'request', label: 'Request' },
  { id: 'response', label: 'Response' },
  { id: 'csp', label: 'CSP' },
  { id: 'signature', label: 'Signature' },
  { id: 'raw', label: 'Raw' },
] as const;

const Request = lazyView(async () => (await import('./request/index.ts')).Request);
const Response = lazyView(async () => (await import('./request/index.ts')).Response);
const Csp = lazyView(async () => (await import('./csp/Csp.tsx')).Csp);
const Signature = lazyView(async () => (await import('./signature/Signature.tsx')).Signature);
const FindBar = lazyView(async () => (await import('./search/FindBar.tsx')).FindBar);
const Raw = lazyView(async () => (await import('./raw/Raw.tsx')).Raw);

type TabId = (typeof TABS)[number]['id'];

interface Props {
  readonly recorded: RecordedFlow;
  readonly tab: TabId;
  readonly onTab: (tab: TabId) => void;
  /** How often the user asked to search, in this flow or in others. */
  readonly finds: number;
}

export type { TabId };

/** Everything about one flow. Its parent gives it a `key`, so another flow starts afresh. */
export function FlowDetail({ recorded, tab, onTab, finds }: Props) {
  const { flow, inspection, failure } = recorded;
  const portal = usePortal(inspection?.client);
  const [openHop, setOpenHop] = useState<string>();
  /** Where a link within the flow led: it takes the focus. */
  const [target, setTarget] = useState<{ readonly hop?: string; readonly evidence?: EvidenceTarget }>({});
  const visits = useRef(0);

  const [findsBefore, setFindsBefore] = useState(finds);

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

  function showFinding(finding: Finding) {
    setTarget({ evidence: { finding: findingKey(finding), index: -1, visit: visits.current++ } });
    onTab('overview');
  }

  function showEvidence(finding: Finding, index: number) {
    const evidence = finding.evidence[index];
    if (!evidence || !inspection) return;
    setTarget({ evidence: { finding: findingKey(finding), index, visit: visits.current++ } });
    onTab(viewOfEvidence(evidence, inspection, finding));
  }

  /** Where the search leads: the hop, or the view in which what was found is marked. */
  function showMatch({ view, hop }: Match) {
    if (hop !== undefined) {
      showHop(hop);
      return;
    }
    setTarget({});
    onTab(view);
  }

  function selectTab(id: TabId) {
    setTarget({});
    onTab(id);
  }

  const led = tab === 'overview' ? undefined : evidenceAt(inspection, target.evidence);
  const mark = led?.evidence;
  const back = () => onTab('overview');
  const shared = { inspection, mark, onHop: showHop, onFinding: showFinding };
  return (
    <>
      {finds > findsBefore && (
        <FindBar
          inspection={inspection}
          finds={finds}
          onShow={showMatch}
          onClose={() => setFindsBefore(finds)}
        />
      )}
      <Tabs label="Parts of the flow" tabs={TABS} selected={tab} onSelect={selectTab}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc is a shortcut for the button "Back" inside */}
        <div
          class="view"
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !led || event.defaultPrevented) return;
            // Else DevTools opens its drawer.
            event.preventDefault();
            event.stopPropagation();
            back();
          }}
        >
          {led && target.evidence && (
            <EvidenceBar
              finding={led.finding}
              index={target.evidence.index}
              onBack={back}
              onNext={() => {
                const { index = 0 } = target.evidence ?? {};
                showEvidence(led.finding, (index + 1) % led.finding.evidence.length);
              }}
            />
          )}
          {tab === 'overview' && (
            <Overview
              inspection={inspection}
              engine={flow.engine}
              target={target.evidence}
              onHop={showHop}
              onFinding={showFinding}
              onEvidence={showEvidence}
            />
          )}
          {tab === 'redirects' && (
            <Redirects
              inspection={inspection}
              flow={flow}
              openHop={openHop}
              targetHop={target.hop}
              onOpenHop={setOpenHop}
            />
          )}
          {tab === 'request' && <Request {...shared} />}
          {tab === 'response' && <Response {...shared} />}
          {tab === 'csp' && (
            <Csp
              inspection={inspection}
              portal={portal.profile}
              deployments={flow.deployments}
              mark={led && policyMark(led.finding, led.evidence, inspection)}
              onHop={showHop}
            />
          )}
          {tab === 'signature' && <Signature {...shared} />}
          {tab === 'raw' && <Raw key={led?.evidence.hop} {...shared} />}
        </div>
      </Tabs>
    </>
  );
}
