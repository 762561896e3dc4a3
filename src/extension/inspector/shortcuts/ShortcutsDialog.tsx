import { Dialog } from '../parts/Dialog.tsx';
import './shortcuts.css';

export interface ShortcutsDialogProps {
  readonly inPanel: boolean;
  readonly onClose: () => void;
}

type Shortcut = readonly [keys: readonly string[], what: string];

const COMMAND = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl';

const ANYWHERE: readonly Shortcut[] = [
  [[`${COMMAND} F`], 'In the list: filter flows. In a flow: find in its parameters, URLs, XML and findings.'],
  [[`${COMMAND} V`], 'Outside of fields: import a URL, a SAML message or a file that was copied'],
  [['?'], 'This list'],
  [['Tab', 'Shift Tab'], 'Next or previous control'],
];

const PANEL: readonly Shortcut[] = [
  [[`${COMMAND} E`], 'Pause recording, or go on'],
  [[`${COMMAND} L`], 'Clear the flows that are shown'],
];

const GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'List of flows',
    shortcuts: [
      [['↑', '↓', 'Page Up', 'Page Down', 'Home', 'End'], 'Choose a flow'],
      [['Enter'], 'Go to the flow'],
      [[`${COMMAND} C`], 'Copy the flow as Markdown, secrets shortened'],
    ],
  },
  {
    title: 'A flow',
    shortcuts: [
      [['←', '→', 'Home', 'End'], 'In the row of tabs: another view'],
      [['Enter', 'Shift Enter', 'F3', 'Shift F3'], 'While searching: next or previous match'],
      [['Esc'], 'Close the search; else back to the list'],
    ],
  },
  {
    title: 'Elsewhere',
    shortcuts: [
      [['Esc'], 'Empty the filter; close a dialog'],
      [['←', '→', '↑', '↓', 'Home', 'End'], 'On the line between the panes: move it'],
    ],
  },
];

/** Every key that does something here. */
export function ShortcutsDialog({ inPanel, onClose }: ShortcutsDialogProps) {
  const groups = [{ title: 'Anywhere', shortcuts: inPanel ? [...ANYWHERE, ...PANEL] : ANYWHERE }, ...GROUPS];
  return (
    <Dialog title="Keyboard" onClose={onClose} testId="shortcuts-dialog">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it to do so */}
      <section class="shortcuts" tabIndex={0} aria-label="Shortcuts">
        {groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
