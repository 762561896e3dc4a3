import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HopStep, SequenceStep } from '../../../core/sequence/index.ts';
import { offsetsOf, type Run, runsOf } from './step-window.ts';
import { type KindHeights, useHeights } from './use-heights.ts';

interface Options {
  readonly steps: readonly SequenceStep[];
  /** Id of the hop whose details are shown. */
  readonly openHop: string | undefined;
  /** Id of the hop that the user came here for: it takes the focus. */
  readonly targetHop: string | undefined;
  readonly onOpenHop: (id: string | undefined) => void;
  /** Pixels that a step takes before any of its kind was rendered. */
  readonly likely: KindHeights;
}

interface Steps<List extends HTMLElement> {
  /** Goes on the element that holds the steps. */
  readonly list: RefObject<List | null>;
  readonly runs: readonly Run[];
  /** Id of the hop that Tab leads to; arrows move it. */
  readonly active: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusHop: (id: string) => void;
  /** Opens a hop, or closes it. */
  readonly onToggle: (id: string) => void;
}

/** Hops that Page Up and Page Down go over. */
const PAGE = 10;

/**
 * The steps as a list that renders what is in view, whose hops are walked with arrows, Page Up and Down, Home and
 * End; Escape closes the open one. The button of each hop has `data-hop-button`.
 */
export function useSteps<List extends HTMLElement>({
  steps,
  openHop,
  targetHop,
  onOpenHop,
  likely,
}: Options): Steps<List> {
  const list = useRef<List>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const [chosen, setChosen] = useState(targetHop);
  const focusNext = useRef<string | undefined>(targetHop);
  const { heightOf, measure } = useHeights(list, likely);

  const hops = useMemo(() => indexHops(steps), [steps]);
  const active = chosen !== undefined && hops.byId.has(chosen) ? chosen : hops.inOrder[0]?.hop.id;
  const offsets = useMemo(
    () =>
      offsetsOf(steps.length, (index) => {
        const step = steps[index];
        return step === undefined ? 0 : heightOf(step);
      }),
    [steps, heightOf],
  );
  const keep = [active, openHop].flatMap((id) => (id === undefined ? [] : (hops.byId.get(id)?.step ?? [])));
  const runs = runsOf(offsets, view, keep);

  useLayoutEffect(() => {
    if (targetHop === undefined) return;
    setChosen(targetHop);
    focusNext.current = targetHop;
  }, [targetHop]);

  useLayoutEffect(() => {
    const wanted = focusNext.current;
    const button = wanted === undefined ? undefined : buttonOf(list.current, wanted);
    if (!button) return;
    focusNext.current = undefined;
    button.focus();
  });

  useLayoutEffect(() => {
    if (runs.some(({ kind }) => kind === 'room')) measure(view);
  });

  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element === null ? null : scrollerOf(element);
    if (element === null || scroller === null) return undefined;
    const look = () => {
      const frame = scroller.getBoundingClientRect();
      const top = Math.floor((frame.top - element.getBoundingClientRect().top) / 100) * 100;
      setView((old) =>
        old.top === top && old.height === frame.height ? old : { top, height: frame.height },
      );
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && openHop !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      focusNext.current = openHop;
      setChosen(openHop);
      onOpenHop(undefined);
      return;
    }
    const id = event.target instanceof HTMLElement ? event.target.dataset.hopButton : undefined;
    const at = id === undefined ? undefined : hops.byId.get(id)?.order;
    if (at === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = hops.inOrder.length - 1;
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = hops.inOrder[Math.max(0, Math.min(last, to))]?.hop.id;
    if (next === undefined) return;
    const button = buttonOf(list.current, next);
    if (button) button.focus();
    else focusNext.current = next;
    setChosen(next);
  }

  const onToggle = useCallback(
    (id: string) => onOpenHop(openHop === id ? undefined : id),
    [openHop, onOpenHop],
  );
  return { list, runs, active, onKeyDown, onFocusHop: setChosen, onToggle };
}

interface HopIndex {
  readonly inOrder: readonly HopStep[];
  readonly byId: ReadonlyMap<string, { readonly step: number; readonly order: number }>;
}

function indexHops(steps: readonly SequenceStep[]): HopIndex {
  const inOrder: HopStep[] = [];
  const byId = new Map<string, { step: number; order: number }>();
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'hop') continue;
    byId.set(step.hop.id, { step: index, order: inOrder.length });
    inOrder.push(step);
  }
  return { inOrder, byId };
}

function buttonOf(list: HTMLElement | null, hop: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-hop-button="${CSS.escape(hop)}"]`) ?? null;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return null;
}
