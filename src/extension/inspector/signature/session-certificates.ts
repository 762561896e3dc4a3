import { useEffect, useState } from 'preact/hooks';
import type { CertificateFacts } from '../../../core/model/index.ts';

/** Certificates that the user tries. They are in this page's memory only and go when it closes. */
export interface TriedCertificates {
  /** PEM or base64, as the user gave it. */
  readonly text: string;
  readonly certificates: readonly CertificateFacts[];
}

/** Most texts that are kept. */
const MOST = 10;

let tried: readonly TriedCertificates[] = [];
const listeners = new Set<() => void>();

function change(next: readonly TriedCertificates[]): void {
  tried = next;
  for (const listener of listeners) listener();
}

/** Adds one; of more than ten the oldest goes, and one that is there already is not added again. */
export function tryCertificates(added: TriedCertificates): void {
  const others = tried.filter(({ text }) => text !== added.text);
  change([...others, added].slice(-MOST));
}

export function forgetCertificates(text: string): void {
  change(tried.filter((each) => each.text !== text));
}

/** Those of now; renders again when they change. */
export function useTriedCertificates(): readonly TriedCertificates[] {
  const [state, setState] = useState(tried);
  useEffect(() => {
    const update = () => setState(tried);
    update();
    listeners.add(update);
    return () => {
      listeners.delete(update);
    };
  }, []);
  return state;
}
