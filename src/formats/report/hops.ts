import type { Hop, Navigation } from '../../core/model/index.ts';

/** Numbers of the hops in the flow, from 1, by hop id. */
export function hopNumbers(navigations: readonly Navigation[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { hops } of navigations) for (const { id } of hops) numbers.set(id, numbers.size + 1);
  return numbers;
}

export interface HopResult {
  readonly text: string;
  readonly kind: 'ok' | 'redirect' | 'failed' | 'none';
}

/**
 * What came of a hop: its status, the browser's error or, when no response was seen, whether there was one: the
 * browser went on from this hop or showed its document.
 */
export function hopResult(hop: Hop, { hops, committed }: Navigation): HopResult {
  if (hop.response) {
    const { status } = hop.response;
    return { text: String(status), kind: status >= 400 ? 'failed' : status >= 300 ? 'redirect' : 'ok' };
  }
  if (hop.error !== undefined) return { text: hop.error, kind: 'failed' };
  const wasAnswered = committed || hops.at(-1)?.id !== hop.id;
  return { text: wasAnswered ? 'answer not visible' : 'not answered', kind: 'none' };
}
