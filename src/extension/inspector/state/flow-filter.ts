import type { Host } from '../host/host.ts';
import type { RecordedFlow } from './recording-store.ts';

export type Scope = 'tab' | 'window' | 'all';

/** The flows of the inspected tab, of its window, or all. */
export function inScope(
  flows: readonly RecordedFlow[],
  scope: Scope,
  { inspectedTab, window }: Pick<Host, 'inspectedTab' | 'window'>,
) {
  if (scope === 'all') return flows;
  return flows.filter(({ flow }) =>
    scope === 'tab' ? flow.tab?.id === inspectedTab : flow.tab?.window === window,
  );
}

/** Flows in which every word of the filter occurs: in client, protocol, outcome, a URL or a finding. */
export function matching(flows: readonly RecordedFlow[], filter: string): readonly RecordedFlow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return flows;
  return flows.filter((recorded) => {
    const text = searchText(recorded);
    return words.every((word) => text.includes(word));
  });
}

const texts = new WeakMap<RecordedFlow, string>();

function searchText(recorded: RecordedFlow): string {
  const known = texts.get(recorded);
  if (known !== undefined) return known;
  const { flow, inspection } = recorded;
  const parts = flow.navigations.flatMap(({ hops }) => hops.map(({ url }) => url));
  if (inspection) {
    const { protocol, client, outcome, findings } = inspection;
    parts.push(protocol, client ?? '', outcome.kind, outcome.summary);
    for (const { rule, title, severity } of findings) parts.push(rule, title, severity);
  }
  const text = parts.join('\n').toLowerCase();
  texts.set(recorded, text);
  return text;
}
