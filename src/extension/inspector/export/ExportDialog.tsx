import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Flow, PortalConfiguration } from '../../../core/model/index.ts';
import type { ExportFormat } from '../../../formats/export.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import './export.css';
import { createExporter } from './exporter.ts';
import { browserName, fileName } from './file-name.ts';
import { Preview } from './Preview.tsx';
import { useExport } from './use-export.ts';

export interface ExportDialogProps {
  /** The flow that is shown. */
  readonly selected: Flow;
  /** Those that the list shows, the newest first. */
  readonly listed: readonly Flow[];
  readonly portals: readonly PortalConfiguration[];
  /** Of this product. */
  readonly version: string;
  readonly onClose: () => void;
}

const FORMATS: readonly (readonly [ExportFormat, string, string])[] = [
  ['capture', 'Capture file', 'Opens in this inspector and on its command line, with every fact.'],
  ['har', 'HAR', 'Opens in developer tools, too.'],
  [
    'markdown',
    'Report, Markdown',
    'For a ticket: what support asks for, the redirects, the findings and fixes.',
  ],
  ['html', 'Report, HTML', 'The same as a page to print.'],
  ['mermaid', 'Sequence diagram, Mermaid', 'For tickets and wikis that draw it.'],
];

/** Characters of a text that is copied; more would hold up the browser. */
const COPIED = 5_000_000;

/** Choose what leaves and in which form, see it, then save or copy it. Secrets leave only by a choice of their own. */
export function ExportDialog({ selected, listed, portals, version, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>('capture');
  const [all, setAll] = useState(false);
  const [redacted, setRedacted] = useState(true);
  const [meant, setMeant] = useState(false);
  const [portalLink, setPortalLink] = useState('');
  const [worker] = useState(() => new Worker('/export-worker.js', { type: 'module' }));
  const [exporter] = useState(() => createExporter(worker));
  useEffect(() => () => worker.terminate(), []);

  const flows = useMemo(() => (all ? listed.toReversed() : [selected]), [all, selected, listed]);
  const isReport = format === 'markdown' || format === 'html';
  const settings = useMemo(() => {
    const created = Date.now();
    const here = flows.every(({ tab }) => tab !== undefined) ? browserName(navigator.userAgent) : undefined;
    return {
      format,
      inspection: { portals, now: created },
      options: {
        version,
        created,
        redacted,
        clock: -new Date().getTimezoneOffset(),
        ...(here !== undefined && { browser: here }),
        ...(isReport && /^https:\/\/\S+$/.test(portalLink) && { portalLink }),
      },
    };
  }, [format, flows, redacted, portals, isReport && portalLink]);
  const state = useExport(exporter, flows, settings);
  const ready = state.kind === 'made' && (redacted || meant);

  function save() {
    if (state.kind !== 'made') return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(state.made.file);
    link.download = fileName(format, settings.options.created, redacted);
    link.click();
    // The browser has the file by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  return (
    <Dialog title="Export" onClose={onClose} testId="export-dialog">
      <div class="export-form">
        <div class="export-choices">
          <fieldset>
            <legend>Flows</legend>
            <Radio
              name="export-flows"
              checked={!all}
              onChoose={() => setAll(false)}
              label="The selected flow"
            />
            <Radio
              name="export-flows"
              checked={all}
              onChoose={() => setAll(true)}
              label={`All that are listed (${listed.length})`}
            />
          </fieldset>
          <fieldset>
            <legend>Format</legend>
            {FORMATS.map(([id, label, help]) => (
              <Radio
                key={id}
                name="export-format"
                checked={format === id}
                onChoose={() => setFormat(id)}
                label={label}
                help={help}
                testId={`export-${id}`}
              />
            ))}
            {isReport && (
              <label class="export-link">
                Link to the portal configuration (optional)
                <input
                  type="url"
                  placeholder="https://dashboard.int.identitysandbox.gov/…"
                  value={portalLink}
                  onChange={({ currentTarget }) => setPortalLink(currentTarget.value.trim())}
                />
              </label>
            )}
          </fieldset>
          <fieldset>
            <legend>Secrets</legend>
            <label class="export-check">
              <input
                type="checkbox"
                data-testid="export-redact"
                checked={redacted}
                onChange={({ currentTarget }) => {
                  setRedacted(currentTarget.checked);
                  setMeant(false);
                }}
              />
              <span>Replace codes, tokens, assertions and personal data</span>
            </label>
            {!redacted && (
              <div class="notice notice-bad export-warning">
                <p>
                  <Icon name="warning" /> <strong>Whoever gets this file may act as the user</strong> while
                  codes and tokens are valid, and reads the user’s data.
                </p>
                <label class="export-check">
                  <input
                    type="checkbox"
                    data-testid="export-meant"
                    checked={meant}
                    onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
                  />
                  <span>I want to share them. The file and its name will say that it is not redacted.</span>
                </label>
              </div>
            )}
          </fieldset>
        </div>
        <div class="export-preview">
          <Preview state={state} redacted={redacted} />
        </div>
      </div>
      <footer class="dialog-actions">
        <button
          type="button"
          class="button export-save"
          data-testid="export-save"
          disabled={!ready}
          onClick={save}
        >
          Save file
        </button>
        {ready && state.made.characters <= COPIED && (
          <CopyButton value={() => state.made.file.text()} what="the whole text" />
        )}
        <span class="quiet export-name">{fileName(format, settings.options.created, redacted)}</span>
      </footer>
    </Dialog>
  );
}

interface RadioProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly testId?: string;
}

function Radio({ name, label, help, checked, onChoose, testId }: RadioProps) {
  return (
    <label class="export-check">
      <input type="radio" name={name} checked={checked} onChange={onChoose} data-testid={testId} />
      <span>
        {label}
        {help !== undefined && <span class="quiet export-help">{help}</span>}
      </span>
    </label>
  );
}
