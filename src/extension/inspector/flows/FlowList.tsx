import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RecordedFlow } from '../state/inspected-flows.ts';
import { FlowRow } from './FlowRow.tsx';
import { keptScroll, listWindow, scrollToRow } from './list-window.ts';

/** Pixels; `--row-height` in the style sheet says the same. */
const ROW_HEIGHT = 44;
const PAGE = 10;

interface Props {
  readonly flows: readonly RecordedFlow[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  /** Enter: the user wants to read the flow. */
  readonly onOpen: () => void;
  /** Ctrl+C, where no text is selected. */
  readonly onCopy: () => void;
}

/** The flows as a listbox: arrows, Page Up and Down, Home and End select. */
export function FlowList({ flows, selected, onSelect, onOpen, onCopy }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 600 });
  const index = flows.findIndex(({ flow }) => flow.id === selected);
  const { first, end } = listWindow(flows.length, { ...view, rowHeight: ROW_HEIGHT });
  const selectedIsRendered = index >= first && index < end;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || index < 0) return;
    const { scrollTop, clientHeight } = element;
    element.scrollTop = scrollToRow(index, { scrollTop, height: clientHeight, rowHeight: ROW_HEIGHT });
    // Only the selection moves the list: new flows that arrive do not.
  }, [selected]);

  /** The flows as they were drawn last: those in view stay where they are when others come or go above them. */
  const drawn = useRef(flows);
  useLayoutEffect(() => {
    const element = box.current;
    const before = drawn.current;
    drawn.current = flows;
    if (!element || before === flows) return;
    const top = keptScroll(before, flows, { scrollTop: element.scrollTop, rowHeight: ROW_HEIGHT });
    if (top !== element.scrollTop) element.scrollTop = top;
    measure();
  }, [flows]);

  function measure() {
    if (box.current) setView({ scrollTop: box.current.scrollTop, height: box.current.clientHeight });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen();
      return;
    }
    if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      if (document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      onCopy();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = flows.length - 1;
    const target = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + PAGE,
      PageUp: index - PAGE,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const flow = flows[Math.max(0, Math.min(last, target))]?.flow;
    if (flow) onSelect(flow.id);
  }

  return (
    <div
      class="flow-list"
      id="flow-list"
      role="listbox"
      aria-label="Flows, newest first"
      tabIndex={0}
      ref={box}
      aria-activedescendant={selectedIsRendered ? rowId(index) : undefined}
      onKeyDown={onKeyDown}
      onScroll={measure}
      onFocus={measure}
    >
      <div class="spacer" role="presentation" style={{ height: `${first * ROW_HEIGHT}px` }} />
      {flows.slice(first, end).map((recorded, offset) => (
        <FlowRow
          key={recorded.flow.id}
          recorded={recorded}
          domId={rowId(first + offset)}
          position={first + offset + 1}
          count={flows.length}
          selected={first + offset === index}
          onSelect={() => onSelect(recorded.flow.id)}
        />
      ))}
      <div class="spacer" role="presentation" style={{ height: `${(flows.length - end) * ROW_HEIGHT}px` }} />
    </div>
  );
}

const rowId = (index: number) => `flow-row-${index}`;
