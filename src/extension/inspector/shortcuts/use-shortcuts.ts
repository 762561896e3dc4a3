import { useEffect, useRef } from 'preact/hooks';

interface Shortcuts {
  /** Ctrl+F, on a Mac Cmd+F: in the list's filter or, when the focus is in the detail, in the flow. */
  readonly onFind: (where: 'list' | 'detail') => void;
  readonly onHelp: () => void;
  /** Ctrl+E and Ctrl+L, as in the Network panel; in a tab of their own they belong to the browser. */
  readonly inPanel: boolean;
  readonly onRecord: () => void;
  readonly onClear: () => void;
}

/** Keys that work wherever the focus is, except in a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (document.querySelector('dialog[open]') !== null) return;
      const action = actionOf(event, latest.current);
      if (!action) return;
      event.preventDefault();
      // Else DevTools, which listens at the same place, opens its own search.
      event.stopPropagation();
      action();
    }
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}

function actionOf(event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | undefined {
  const { key, target } = event;
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return undefined;
    const inDetail = target instanceof Element && target.closest('.pane-detail') !== null;
    switch (key.toLowerCase()) {
      case 'f':
        return () => shortcuts.onFind(inDetail ? 'detail' : 'list');
      case 'e':
        return shortcuts.inPanel ? shortcuts.onRecord : undefined;
      case 'l':
        return shortcuts.inPanel ? shortcuts.onClear : undefined;
      default:
        return undefined;
    }
  }
  return key === '?' && !isTyping(target) ? shortcuts.onHelp : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select');
}
