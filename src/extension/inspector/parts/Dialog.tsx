import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './dialog.css';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

/** A modal dialog: it takes the focus, keeps it, and gives it back. Esc closes it. */
export function Dialog({ title, onClose, children, testId }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  // Before anybody can reach into it: opening it later would take the focus from a field that has it by then.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape') return;
      // Else DevTools opens its drawer.
      event.preventDefault();
      event.stopPropagation();
      closing.current();
    }
    // Before DevTools hears of it, which listens at the same place.
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  function close() {
    // A field that is being edited reports its change when it loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    onClose();
  }

  const closing = useRef(close);
  closing.current = close;

  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={heading}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header class="dialog-bar">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="button-flat" aria-label="Close" title="Close (Esc)" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
