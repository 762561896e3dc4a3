import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FlowInspection } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { Icon } from '../parts/Icon.tsx';
import './search.css';
import { MAX_MATCHES, type Match, searchFlow } from './search-flow.ts';
import { useMarks } from './use-marks.ts';

interface Props {
  readonly inspection: FlowInspection;
  /** How often the user asked to search: each time, the field takes the focus. */
  readonly finds: number;
  readonly onShow: (match: Match) => void;
  readonly onClose: () => void;
}

/** Finds text in every view of the flow: Enter goes to the next place, Shift+Enter to the one before, Esc closes. */
export function FindBar({ inspection, finds, onShow, onClose }: Props) {
  const [text, setText] = useState('');
  /** The place that the user went to, by its number from 0. */
  const [current, setCurrent] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const matches = useMemo(() => searchFlow(inspection, text), [inspection, text]);
  const match = current === undefined ? undefined : matches[current];
  useMarks(text, match);
  const holdFocus = useHeldFocus(input);

  // With the same key press: who types on types into it.
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [finds]);

  function go(step: 1 | -1) {
    if (matches.length === 0) return;
    const from = current ?? (step === 1 ? -1 : 0);
    const next = (from + step + matches.length) % matches.length;
    setCurrent(next);
    const found = matches[next];
    if (!found) return;
    holdFocus();
    onShow(found);
  }

  function close() {
    document.getElementById('tab-panel')?.focus();
    onClose();
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    if (key === 'Escape') close();
    else if (key === 'F3' || (key === 'Enter' && event.target === input.current)) go(shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    // Else DevTools opens its drawer at Esc.
    event.stopPropagation();
  }

  const count = matches.length === MAX_MATCHES ? `${MAX_MATCHES} or more` : String(matches.length);
  return (
    <search class="find-bar" aria-label="Find in this flow" data-testid="find-bar" onKeyDown={onKeyDown}>
      <input
        type="search"
        ref={input}
        data-testid="find"
        aria-label="Find in this flow"
        placeholder="Find in this flow"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setCurrent(undefined);
        }}
      />
      <span class="find-count" role="status" data-testid="find-count">
        {text.trim() !== '' && (
          <>
            {current === undefined ? count : `${current + 1} of ${count}`}
            <span class="off-screen">{matches.length === 1 ? ' place' : ' places'}</span>
            {match && <span class="find-place">{maskText(match.place)}</span>}
          </>
        )}
      </span>
      <button type="button" class="button-flat" title="Previous (Shift+Enter)" onClick={() => go(-1)}>
        <Icon name="up" />
        <span class="off-screen">Previous</span>
      </button>
      <button type="button" class="button-flat" title="Next (Enter)" onClick={() => go(1)}>
        <Icon name="down" />
        <span class="off-screen">Next</span>
      </button>
      <button type="button" class="button-flat" title="Close (Esc)" onClick={close}>
        <Icon name="close" />
        <span class="off-screen">Close the search</span>
      </button>
    </search>
  );
}

/** Views give the focus to what they lead to; who types here keeps it until the next key or click. */
function useHeldFocus(input: { readonly current: HTMLInputElement | null }): () => void {
  const held = useRef<Element | null>(null);
  useEffect(() => {
    const giveBack = ({ target }: FocusEvent) => {
      if (held.current instanceof HTMLElement && target !== held.current) {
        held.current.focus({ preventScroll: true });
      }
    };
    const letGo = () => {
      held.current = null;
    };
    document.addEventListener('focusin', giveBack);
    document.addEventListener('keydown', letGo, true);
    document.addEventListener('pointerdown', letGo, true);
    return () => {
      document.removeEventListener('focusin', giveBack);
      document.removeEventListener('keydown', letGo, true);
      document.removeEventListener('pointerdown', letGo, true);
    };
  }, []);
  return () => {
    held.current = document.activeElement?.closest('.find-bar') ? document.activeElement : input.current;
  };
}
