import type { FlowInspection } from '../../../core/model/index.ts';
import { counted, OUTCOMES, PROTOCOLS } from '../../../formats/report/words.ts';
import { capitalised } from '../words.ts';
import type { RecordedFlow } from './inspected-flows.ts';

/**
 * Says once what became of each flow, for people who do not see the list. What was there when the inspector
 * opened is not news, and flows that are not `heard` (another tab's) are passed over. Returns what to say now, or
 * undefined.
 */
export function createAnnouncer() {
  const known = new Map<string, string | undefined>();
  let opened = false;

  return (flows: readonly RecordedFlow[], heard: (flow: RecordedFlow) => boolean): string | undefined => {
    const news: string[] = [];
    for (const recorded of flows) {
      const { flow, inspection } = recorded;
      const isNew = !known.has(flow.id);
      if (!opened && isNew) known.set(flow.id, undefined);
      if (!inspection) continue;
      const before = known.get(flow.id);
      if (before === inspection.outcome.kind) continue;
      known.set(flow.id, inspection.outcome.kind);
      const isNews = isNew ? opened : before !== undefined;
      if (isNews && heard(recorded)) news.push(sentence(inspection, isNew));
    }
    opened = true;
    return news.length > 0 ? news.join(' ') : undefined;
  };
}

function sentence({ protocol, client, outcome, findings }: FlowInspection, isNew: boolean): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const name = [PROTOCOLS[protocol], client].filter(Boolean).join(' ');
  const count = errors > 0 ? `, ${counted(errors, 'error')}` : '';
  return `${isNew ? 'New flow, ' : ''}${name}: ${capitalised(OUTCOMES[outcome.kind])}${count}.`;
}
