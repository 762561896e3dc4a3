import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FlowNotices } from './access/FlowNotices.tsx';
import { clearCommand, isRecordingIn, recordCommand, scopesAt } from './access/recording-scope.ts';
import { OpenedBar } from './captures/OpenedBar.tsx';
import { type OpenedCapture, useFlowsOf } from './captures/opened-capture.ts';
import type { CompareProps } from './compare/Compare.tsx';
import { withOthers } from './compare/flow-choices.ts';
import type { ExportDialogProps } from './export/ExportDialog.tsx';
import { FlowDetail, type TabId } from './FlowDetail.tsx';
import { FilterBar } from './filter/FilterBar.tsx';
import { FlowList } from './flows/FlowList.tsx';
import { NoFlows } from './flows/NoFlows.tsx';
import { copyText } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import { readPreference, writePreference } from './host/preferences.ts';
import { Notices } from './Notices.tsx';
import { Panes } from './Panes.tsx';
import { lazyView } from './parts/lazy-view.tsx';
import { usePortal } from './portal/portal-context.ts';
import { useReproduce } from './reproduce/reproduce-context.ts';
import { flowOfSent, SentBar } from './reproduce/SentBar.tsx';
import { useShortcuts } from './shortcuts/use-shortcuts.ts';
import { createAnnouncer } from './state/announcer.ts';
import {
  type FlowFilter,
  inScope,
  isFiltering,
  matching,
  NO_FILTER,
  type Scope,
} from './state/flow-filter.ts';
import type { RecordedFlow } from './state/inspected-flows.ts';
import type { RecordingStore } from './state/recording-store.ts';
import { Toolbar } from './Toolbar.tsx';
import { useStore } from './use-store.ts';

interface Props {
  /** The recording. */
  readonly store: RecordingStore;
  readonly host: Pick<Host, 'inspectedTab' | 'window' | 'isPrivate' | 'send' | 'version'>;
  /** Captures, one of which is shown in place of the recording. */
  readonly opened?: { readonly files: readonly OpenedCapture[]; readonly at: number };
}

const ExportDialog = lazyView(async () => (await import('./export/ExportDialog.tsx')).ExportDialog);
const Compare = lazyView(async () => (await import('./compare/Compare.tsx')).Compare);
const ShortcutsDialog = lazyView(
  async () => (await import('./shortcuts/ShortcutsDialog.tsx')).ShortcutsDialog,
);

const NO_FILES: readonly OpenedCapture[] = [];

export function App({ store, host, opened }: Props) {
  const { recording, flows: recorded } = useStore(store);
  const file = opened?.files[opened.at];
  const shown = file?.store ?? store;
  const { status, failure, flows, rejected } = useStore(shown);
  const inPanel = host.inspectedTab !== undefined;
  const scopes = opened ? [] : scopesAt(host);
  const [scope, setScope] = useState<Scope>(inPanel ? 'tab' : 'all');
  const isRecorded = isRecordingIn(recording, scope, host);
  const [filter, setFilter] = useState<FlowFilter>(NO_FILTER);
  const [filtersShown, setFiltersShown] = useState(() => readPreference('filters-shown') === 'yes');
  const [chosen, setChosen] = useState<string>();
  const [tab, setTab] = useState<TabId>('overview');
  const [comparing, setComparing] = useState<boolean | NonNullable<CompareProps['pair']>>(false);
  /** How often the user asked to search in the flow. */
  const [finds, setFinds] = useState(0);
  const [helpShown, setHelpShown] = useState(false);
  const [commandFailure, setCommandFailure] = useState<string>();
  const filterInput = useRef<HTMLInputElement>(null);
  const portal = usePortal();
  const { open: reproduce, sent } = useReproduce();
  const again = flowOfSent(sent, recorded);
  const [exported, setExported] = useState<Pick<ExportDialogProps, 'selected' | 'listed'>>();

  const scoped = useMemo(() => (opened ? flows : inScope(flows, scope, host)), [flows, scope, host, opened]);
  const visible = useMemo(() => matching(scoped, filter), [scoped, filter]);
  // The newest one until the user chooses; a choice that is filtered out comes back with the filter's end.
  const selected = visible.find(({ flow }) => flow.id === chosen) ?? visible[0];

  const others = useFlowsOf(opened?.files ?? NO_FILES);
  const compared = () =>
    withOthers(
      [
        { name: file?.name ?? 'Recording', flows: visible },
        ...others.filter((_, index) => index !== opened?.at),
        ...(opened ? [{ name: 'Recording', flows: recorded }] : []),
      ],
      'Sent again',
      sent && again ? [sent.recorded, again] : [],
    );

  const [announce] = useState(createAnnouncer);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (status !== 'ready' || opened !== undefined) return;
    const news = announce(flows, (recorded) => scoped.includes(recorded));
    if (news !== undefined) setAnnouncement(news);
  }, [status, flows]);

  const hasRecorded = useMemo(() => readPreference('has-recorded') === 'yes', [flows.length === 0]);
  useEffect(() => {
    if (flows.length > 0 && !hasRecorded && opened === undefined) writePreference('has-recorded', 'yes');
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

  /** Who reads a flow keeps it, whatever is recorded meanwhile. */
  function keepSelection() {
    if (selected && selected.flow.id !== chosen) setChosen(selected.flow.id);
  }

  function showFilters(shown: boolean) {
    setFiltersShown(shown);
    writePreference('filters-shown', shown ? 'yes' : 'no');
  }

  async function copyFlow({ inspection }: RecordedFlow) {
    if (!inspection) return;
    const { renderFlowMarkdown } = await import('../../formats/report/markdown.ts');
    const copied = await copyText(`${renderFlowMarkdown(inspection)}\n`);
    setAnnouncement(copied ? 'Copied the flow as Markdown.' : 'The browser does not let it be copied.');
  }

  useShortcuts({
    inPanel,
    onFind: (where) => {
      if (where === 'detail' && !comparing) {
        setFinds(finds + 1);
        return;
      }
      filterInput.current?.focus();
      filterInput.current?.select();
    },
    onHelp: () => setHelpShown(true),
    onRecord: () => record(!isRecorded),
    onClear: () => opened === undefined && clear(),
  });

  return (
    <>
      <Toolbar
        recording={isRecorded}
        onRecord={record}
        onClear={clear}
        scopes={scopes}
        scope={scope}
        canClear={opened === undefined}
        onScope={setScope}
        filter={filter.text}
        onFilter={(text) => setFilter({ ...filter, text })}
        filterInput={filterInput}
        filtersShown={filtersShown}
        onFiltersShown={showFilters}
        comparing={comparing !== false}
        onComparing={setComparing}
        {...(selected && {
          onExport: () => setExported({ selected: selected.flow, listed: visible.map(({ flow }) => flow) }),
        })}
        {...(selected && {
          onReproduce: () =>
            reproduce({
              recorded: selected,
              redacted: file?.redacted === true,
              records: isRecordingIn(recording, 'window', host),
              ...(file && { file: file.name }),
            }),
        })}
        onPortal={() => portal.open(selected?.inspection?.client)}
        onHelp={() => setHelpShown(true)}
      />
      {(filtersShown || isFiltering(filter)) && (
        <FilterBar filter={filter} onFilter={setFilter} shown={visible.length} all={scoped.length} />
      )}
      <main class="content">
        <Notices
          commandFailure={commandFailure}
          recording={recording}
          isRecorded={isRecorded}
          isPrivate={host.isPrivate === true}
          rejected={rejected}
          hasFlows={scoped.length > 0}
        />
        {opened && <OpenedBar files={opened.files} at={opened.at} recording={isRecorded} />}
        {sent && (
          <SentBar sent={sent} again={again} onCompare={(flow) => setComparing([sent.recorded, flow])} />
        )}
        {status === 'unreadable' ? (
          <div class="empty">
            <p role="alert">
              <strong>The recording cannot be read.</strong> {failure}
            </p>
            <button type="button" class="button" onClick={() => shown.read()}>
              Try again
            </button>
          </div>
        ) : selected ? (
          <Panes
            list={
              <FlowList
                flows={visible}
                selected={selected.flow.id}
                onSelect={setChosen}
                onOpen={() => document.getElementById('tab-panel')?.focus()}
                onCopy={() => copyFlow(selected)}
              />
            }
            onDetail={keepSelection}
            onLeaveDetail={() => document.getElementById('flow-list')?.focus()}
            detail={
              comparing ? (
                <Compare
                  key={comparing === true ? 'chosen' : comparing.map(({ flow }) => flow.id).join(' ')}
                  selected={selected}
                  sources={compared()}
                  {...(comparing !== true && { pair: comparing })}
                  onSelect={setChosen}
                  onClose={() => setComparing(false)}
                />
              ) : (
                <>
                  {!opened && <FlowNotices key={`notices ${selected.flow.id}`} flow={selected.flow} />}
                  <FlowDetail
                    key={selected.flow.id}
                    recorded={selected}
                    tab={tab}
                    onTab={setTab}
                    finds={finds}
                  />
                </>
              )
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
              onClearFilter={() => setFilter(NO_FILTER)}
              onShowAll={() => setScope('all')}
              onRecord={() => record(true)}
            />
          )
        )}
      </main>
      {helpShown && <ShortcutsDialog inPanel={inPanel} onClose={() => setHelpShown(false)} />}
      {exported && (
        <ExportDialog
          {...exported}
          portals={portal.profiles}
          version={host.version}
          onClose={() => setExported(undefined)}
        />
      )}
      <div class="off-screen" role="status" aria-live="polite">
        {announcement}
      </div>
    </>
  );
}
