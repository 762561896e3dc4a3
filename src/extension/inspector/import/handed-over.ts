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
export function useHandedOver(onFiles: (handed: readonly HandedOver[]) => void): boolean {
  const [dragged, setDragged] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;

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
        if (handed.length === 0) return;
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
        if (handed.length === 0) return;
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

function handedIn(data: DataTransfer | null, nameOfText: string): readonly HandedOver[] {
  const files = namedFiles(data?.files);
  if (files.length > 0) return files;
  const text = data?.getData('text/plain') ?? '';
  return text.trim() === '' ? [] : [{ name: nameOfText, file: new Blob([text]) }];
}

/** Files that were chosen or dropped, by their names. */
export function namedFiles(files: FileList | null | undefined): readonly HandedOver[] {
  return [...(files ?? [])].map((file) => ({ name: file.name, file }));
}
