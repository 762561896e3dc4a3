import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { counted } from '../../formats/report/words.ts';
import { FlowNotices } from './access/FlowNotices.tsx';
import { MissingAccess } from './access/MissingAccess.tsx';
import { PrivateNotice } from './access/PrivateNotice.tsx';
import { clearCommand, isRecordingIn, recordCommand, scopesAt } from './access/recording-scope.ts';
import { FlowDetail, type TabId } from './FlowDetail.tsx';
import { FlowList } from './flows/FlowList.tsx';
import { NoFlows } from './flows/NoFlows.tsx';
import type { Host } from './host/host.ts';
import { readPreference, writePreference } from './host/preferences.ts';
import { Panes } from './Panes.tsx';
import { Icon } from './parts/Icon.tsx';
import { usePortal } from './portal/portal-context.ts';
import { createAnnouncer } from './state/announcer.ts';
import { inScope, matching, type Scope } from './state/flow-filter.ts';
import type { RecordingStore } from './state/recording-store.ts';
import { Toolbar } from './Toolbar.tsx';
import { useFindShortcut } from './use-find-shortcut.ts';
import { useStore } from './use-store.ts';

interface Props {
  readonly store: RecordingStore;
  readonly host: Pick<Host, 'inspectedTab' | 'window' | 'isPrivate' | 'send'>;
}

export function App({ store, host }: Props) {
  const { status, failure, recording, flows, rejected } = useStore(store);
  const inPanel = host.inspectedTab !== undefined;
  const scopes = scopesAt(host);
  const [scope, setScope] = useState<Scope>(inPanel ? 'tab' : 'all');
  const isRecorded = isRecordingIn(recording, scope, host);
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [tab, setTab] = useState<TabId>('overview');
  const [commandFailure, setCommandFailure] = useState<string>();
  const filterInput = useRef<HTMLInputElement>(null);
  useFindShortcut(filterInput);
  const portal = usePortal();

  const scoped = useMemo(() => inScope(flows, scope, host), [flows, scope, host]);
  const visible = useMemo(() => matching(scoped, filter), [scoped, filter]);
  // The newest one until the user chooses; a choice that is filtered out comes back with the filter's end.
  const selected = visible.find(({ flow }) => flow.id === chosen) ?? visible[0];

  const [announce] = useState(createAnnouncer);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (status !== 'ready') return;
    const news = announce(flows, (recorded) => scoped.includes(recorded));
    if (news !== undefined) setAnnouncement(news);
  }, [status, flows]);

  const hasRecorded = useMemo(() => readPreference('has-recorded') === 'yes', [flows.length === 0]);
  useEffect(() => {
    if (flows.length > 0 && !hasRecorded) writePreference('has-recorded', 'yes');
  }, [flows.length > 0]);

  async function send(command: Parameters<Host['send']>[0]) {
    try {
      await host.send(command);
      setCommandFailure(undefined);
    } catch (error) {
      setCommandFailure(error instanceof Error ? error.message : String(error));
    }
  }

  const record = (on: boolean) => send(recordCommand(on, scope, host));
  const clear = () => send(clearCommand(scope, host));

  return (
    <>
      <Toolbar
        recording={isRecorded}
        onRecord={record}
        onClear={clear}
        scopes={scopes}
        scope={scope}
        onScope={setScope}
        filter={filter}
        onFilter={setFilter}
        filterInput={filterInput}
        onPortal={() => portal.open(selected?.inspection?.client)}
      />
      <main class="content">
        {commandFailure !== undefined && (
          <p class="notice notice-bad" role="alert">
            <Icon name="error" /> The recorder did not answer: {commandFailure}
          </p>
        )}
        <MissingAccess />
        {host.isPrivate && <PrivateNotice />}
        {!isRecorded && scoped.length > 0 && (
          <p class="notice">
            <Icon name="record-off" /> Paused. New sign-ins are not recorded.
          </p>
        )}
        {recording.dropped > 0 && (
          <p class="notice">
            <Icon name="warning" /> The browser’s memory for extensions is full: the{' '}
            {counted(recording.dropped, 'oldest flow')} went.
          </p>
        )}
        {rejected > 0 && (
          <p class="notice">
            <Icon name="warning" /> {counted(rejected, 'recorded flow')} cannot be read by this version.
          </p>
        )}
        {status === 'unreadable' ? (
          <div class="empty">
            <p role="alert">
              <strong>The recording cannot be read.</strong> {failure}
            </p>
            <button type="button" class="button" onClick={() => store.read()}>
              Try again
            </button>
          </div>
        ) : selected ? (
          <Panes
            list={<FlowList flows={visible} selected={selected.flow.id} onSelect={setChosen} />}
            detail={
              <>
                <FlowNotices key={`notices ${selected.flow.id}`} flow={selected.flow} />
                <FlowDetail key={selected.flow.id} recorded={selected} tab={tab} onTab={setTab} />
              </>
            }
          />
        ) : (
          status === 'ready' && (
            <NoFlows
              recording={isRecorded}
              inPanel={inPanel}
              scope={scope}
              hasRecorded={hasRecorded}
              filtered={scoped.length}
              elsewhere={flows.length - scoped.length}
              onClearFilter={() => setFilter('')}
              onShowAll={() => setScope('all')}
              onRecord={() => record(true)}
            />
          )
        )}
      </main>
      <div class="off-screen" role="status" aria-live="polite">
        {announcement}
      </div>
    </>
  );
}
