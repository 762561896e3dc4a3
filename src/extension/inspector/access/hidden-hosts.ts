import type { Flow, Hop } from '../../../core/model/index.ts';
import { covers, patternFor } from '../../wire/match-pattern.ts';

/** A host whose answers the extension was not allowed to see. */
export interface HiddenHost {
  readonly host: string;
  /** What to ask for. */
  readonly pattern: string;
  /** How many hops of the flow were there. */
  readonly hops: number;
}

/**
 * The hosts of a flow of which only addresses are known because the extension may not see requests there, the
 * most telling first: those with the most hops. A hop that was refused or failed was never answered, so there is
 * nothing to see.
 * @param granted match patterns that the extension has access to
 */
export function hiddenHosts(
  flow: Pick<Flow, 'navigations'>,
  granted: readonly string[],
): readonly HiddenHost[] {
  const hosts = new Map<string, HiddenHost>();
  for (const hop of flow.navigations.flatMap(({ hops }) => hops)) {
    if (!isUnseen(hop)) continue;
    const pattern = patternFor(hop.url);
    if (pattern === undefined || granted.some((wide) => covers(wide, pattern))) continue;
    const hops = (hosts.get(pattern)?.hops ?? 0) + 1;
    hosts.set(pattern, { host: new URL(hop.url).hostname, pattern, hops });
  }
  return [...hosts.values()].toSorted((a, b) => b.hops - a.hops);
}

function isUnseen({ response, error, seenBy }: Hop): boolean {
  const onlyAnnounced = seenBy.every((source) => source === 'web-navigation' || source === 'location');
  return onlyAnnounced && response === undefined && error === undefined;
}
