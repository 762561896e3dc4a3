import type { FlowInspection, OutcomeKind } from '../../../core/model/index.ts';
import type { Host } from '../host/host.ts';
import type { RecordedFlow } from './inspected-flows.ts';

export type Scope = 'tab' | 'window' | 'all';

/** What a flow must have to be listed; `any` where it does not matter. */
export interface FlowFilter {
  /** Every word occurs in client, protocol, outcome, a URL or a finding. */
  readonly text: string;
  readonly severity: 'any' | 'error' | 'warning' | 'none';
  readonly protocol: 'any' | FlowInspection['protocol'];
  readonly outcome: 'any' | OutcomeKind;
}

export const NO_FILTER: FlowFilter = { text: '', severity: 'any', protocol: 'any', outcome: 'any' };

/** Does the filter leave anything out? */
export function isFiltering({ text, severity, protocol, outcome }: FlowFilter): boolean {
  return text.trim() !== '' || severity !== 'any' || protocol !== 'any' || outcome !== 'any';
}

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

/** A flow that waits for its inspection matches by its URLs alone. */
export function matching(flows: readonly RecordedFlow[], filter: FlowFilter): readonly RecordedFlow[] {
  if (!isFiltering(filter)) return flows;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return flows.filter((recorded) => {
    const { inspection } = recorded;
    if (filter.protocol !== 'any' && inspection?.protocol !== filter.protocol) return false;
    if (filter.outcome !== 'any' && inspection?.outcome.kind !== filter.outcome) return false;
    if (filter.severity !== 'any' && !hasSeverity(inspection, filter.severity)) return false;
    if (words.length === 0) return true;
    const text = searchText(recorded);
    return words.every((word) => text.includes(word));
  });
}

/** `warning` means errors or warnings, `none` neither. */
function hasSeverity(inspection: FlowInspection | undefined, wanted: 'error' | 'warning' | 'none'): boolean {
  if (!inspection) return false;
  const has = (severity: string) => inspection.findings.some((finding) => finding.severity === severity);
  if (wanted === 'error') return has('error');
  const isFlawed = has('error') || has('warning');
  return wanted === 'warning' ? isFlawed : !isFlawed;
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
