import { useEffect, useRef } from 'preact/hooks';
import { markRanges, rangesOf, unmark } from './mark-text.ts';
import type { Match } from './search-flow.ts';

/**
 * Marks the text in the view that is shown, also when the view changes, and brings the match into view as soon as its
 * element is there.
 */
export function useMarks(text: string, match: Match | undefined): void {
  const shown = useRef<Match | undefined>(undefined);
  useEffect(() => {
    let frame = 0;
    function mark() {
      frame = 0;
      const panel = document.getElementById('tab-panel');
      if (!panel) return;
      const ranges = rangesOf(panel, text);
      const elements = match ? [...panel.querySelectorAll(match.selector)] : [];
      const range = ranges.find(({ startContainer }) =>
        elements.some((element) => element.contains(startContainer)),
      );
      markRanges(ranges, range);
      const place = range?.startContainer.parentElement ?? elements[0];
      if (match === shown.current || !place) return;
      shown.current = match;
      for (let fold = place.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
        fold.open = true;
      }
      place.scrollIntoView({ block: 'center' });
    }
    /** Once a frame, however much changes. */
    const later = () => {
      frame ||= requestAnimationFrame(mark);
    };
    later();
    const observer = new MutationObserver(later);
    const detail = document.querySelector('.pane-detail');
    if (detail) observer.observe(detail, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [text, match]);
  useEffect(() => unmark, []);
}
