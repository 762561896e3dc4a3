import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SequenceStep } from '../../../core/sequence/index.ts';
import { stepKey } from './step-key.ts';

export type StepKind = SequenceStep['kind'];

/** Pixels of a step of each kind. */
export type KindHeights = Readonly<Record<StepKind, number>>;

interface Heights {
  /** Another one whenever a height has changed. */
  readonly heightOf: (step: SequenceStep) => number;
  /**
   * Looks at the steps that are rendered: elements with `data-step`, their key, and `data-kind`.
   * @param view what is in view; a few looks at the same one settle it
   */
  readonly measure: (view: object) => void;
}

/**
 * Looks at one view. A table is as wide as its rows ask for, so a row's height may depend on which others are rendered,
 * and those on the heights: that may never settle.
 */
const MOST_LOOKS = 4;

/** How high the steps are: as they were rendered last, or as most others of their kind are at the present width. */
export function useHeights(list: RefObject<HTMLElement | null>, likely: KindHeights): Heights {
  const width = useRef(0);
  const looked = useRef({ view: {}, times: 0 });
  const [known, setKnown] = useState(() => heightsOf(likely, new Map()));

  function measure(view: object) {
    const element = list.current;
    if (element === null) return;
    looked.current = { view, times: looked.current.view === view ? looked.current.times + 1 : 1 };
    if (looked.current.times > MOST_LOOKS) return;
    const rendered = renderedSteps(element);
    // Of what holds the steps: their own may change with what is rendered.
    const { clientWidth } = element.parentElement ?? element;
    const isNewWidth = clientWidth !== width.current;
    width.current = clientWidth;
    const kinds = isNewWidth ? { ...likely, ...commonHeights(rendered) } : known.kinds;
    const own = isNewWidth ? new Map<string, number>() : known.own;
    let changed = isNewWidth;
    for (const { key, kind, height } of rendered) {
      if ((own.get(key) ?? kinds[kind]) === height) continue;
      own.set(key, height);
      changed = true;
    }
    if (changed) setKnown(heightsOf(kinds, own));
  }

  return { heightOf: known.heightOf, measure };
}

/** `own` grows with what is measured: copying it for each step that comes into view would cost more every time. */
function heightsOf(kinds: KindHeights, own: Map<string, number>) {
  return {
    kinds,
    own,
    heightOf: (step: SequenceStep) =>
      (own.size === 0 ? undefined : own.get(stepKey(step))) ?? kinds[step.kind],
  };
}

interface RenderedStep {
  readonly key: string;
  readonly kind: StepKind;
  readonly height: number;
}

/** An open hop may be two rows of a table. */
function renderedSteps(list: HTMLElement): readonly RenderedStep[] {
  const found = new Map<string, RenderedStep>();
  for (const { dataset, offsetHeight } of list.querySelectorAll<HTMLElement>('[data-step]')) {
    const { step: key = '', kind = 'hop' } = dataset;
    const height = (found.get(key)?.height ?? 0) + offsetHeight;
    if (isKind(kind)) found.set(key, { key, kind, height });
  }
  return [...found.values()];
}

const KINDS: readonly string[] = ['navigation', 'pause', 'gap', 'hop'] satisfies readonly StepKind[];

function isKind(text: string): text is StepKind {
  return KINDS.includes(text);
}

/** Of each kind that is rendered, the height that most have. */
function commonHeights(steps: readonly RenderedStep[]): Partial<KindHeights> {
  const common: Partial<Record<StepKind, number>> = {};
  const counts = new Map<string, number>();
  for (const { kind, height } of steps) {
    const count = (counts.get(`${kind} ${height}`) ?? 0) + 1;
    counts.set(`${kind} ${height}`, count);
    const best = common[kind];
    if (best === undefined || count > (counts.get(`${kind} ${best}`) ?? 0)) common[kind] = height;
  }
  return common;
}
