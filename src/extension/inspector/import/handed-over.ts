import { useEffect, useRef, useState } from 'preact/hooks';

/** A file or text that a person handed over. */
export interface HandedOver {
  readonly name: string;
  readonly file: Blob;
}

const PASTED = 'Pasted text';
const DROPPED = 'Dropped text';

/**
 * Takes what is dropped anywhere on the inspector, and what is pasted outside of fields; not while a dialog is open,
 * and nothing that a part of the inspector takes for itself.
 * @returns whether something is being dragged over it
 */
export function useHandedOver(onFile: (handed: HandedOver) => void): boolean {
  const [dragged, setDragged] = useState(false);
  const latest = useRef(onFile);
  latest.current = onFile;

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;

    document.addEventListener(
      'dragover',
      (event) => {
        const takes = !event.defaultPrevented && isFree() && isOffered(event.dataTransfer);
        if (takes) event.preventDefault();
        setDragged(takes);
      },
      { signal },
    );
    document.addEventListener(
      'dragleave',
      (event) => {
        // Between two elements of the page there is one to go to.
        if (event.relatedTarget === null) setDragged(false);
      },
      { signal },
    );
    document.addEventListener(
      'drop',
      (event) => {
        setDragged(false);
        if (event.defaultPrevented || !isFree()) return;
        const handed = handedIn(event.dataTransfer, DROPPED);
        if (handed === undefined) return;
        event.preventDefault();
        latest.current(handed);
      },
      { signal },
    );
    document.addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || !isFree() || isField(event.target)) return;
        const handed = handedIn(event.clipboardData, PASTED);
        if (handed === undefined) return;
        event.preventDefault();
        latest.current(handed);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);

  return dragged;
}

function isFree(): boolean {
  return document.querySelector('dialog[open]') === null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function isOffered(data: DataTransfer | null): boolean {
  return data !== null && ['Files', 'text/uri-list', 'text/plain'].some((type) => data.types.includes(type));
}

function handedIn(data: DataTransfer | null, nameOfText: string): HandedOver | undefined {
  const file = data?.files[0];
  if (file !== undefined) return { name: file.name, file };
  const text = data?.getData('text/plain') ?? '';
  return text.trim() === '' ? undefined : { name: nameOfText, file: new Blob([text]) };
}
