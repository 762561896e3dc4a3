import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * For the element that the user was led to: scrolls it into view and gives it the focus, once. The element needs
 * `tabIndex={-1}`.
 */
export function useMark<Element extends HTMLElement>(isMarked: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (!isMarked) return;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  return element;
}
