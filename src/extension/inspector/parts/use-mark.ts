import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * For the element that the user was led to: scrolls it into view and gives it the focus, once for each visit. The
 * element needs `tabIndex={-1}`, unless it takes the focus by itself.
 */
export function useMark<Element extends HTMLElement>(
  isMarked: boolean,
  visit?: number,
): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (isMarked && element.current) lead(element.current);
  }, [isMarked, visit]);
  return element;
}

function lead(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  // Not by `scrollIntoView`, which scrolls what is around the panel, too.
  const panel = element.closest('.tab-panel');
  if (!panel) return;
  const { top, height } = element.getBoundingClientRect();
  const around = panel.getBoundingClientRect();
  // A tall one begins at the top, below the bar that says where the user comes from.
  const room = Math.max(48, (around.height - height) / 2);
  panel.scrollTop += top - around.top - room;
}
