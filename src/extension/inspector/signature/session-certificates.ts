import { useEffect, useState } from 'preact/hooks';
import type { CertificateFacts } from '../../../core/model/index.ts';

/** A certificate that the user tries. It is in this page's memory only and goes when it closes. */
export interface TriedCertificate {
  readonly pem: string;
  readonly facts: CertificateFacts;
}

/** Most that are kept. */
const MOST = 10;

let tried: readonly TriedCertificate[] = [];
const listeners = new Set<() => void>();

function change(next: readonly TriedCertificate[]): void {
  tried = next;
  for (const listener of listeners) listener();
}

/** Adds them; of more than ten the oldest go, and one that is there already is not added again. */
export function tryCertificates(added: readonly TriedCertificate[]): void {
  const others = tried.filter(({ pem }) => added.every((each) => each.pem !== pem));
  change([...others, ...added].slice(-MOST));
}

export function forgetCertificate(pem: string): void {
  change(tried.filter((each) => each.pem !== pem));
}

/** Those of now; renders again when they change. */
export function useTriedCertificates(): readonly TriedCertificate[] {
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
