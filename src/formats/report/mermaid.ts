import type { Capture, Flow, Inspection } from '../../core/model/index.ts';
import { sequenceOf } from '../../core/sequence/index.ts';
import { reportFlow } from './flow-report.ts';
import { printable } from './printable.ts';

/** Characters of an arrow's text. */
const LONGEST = 90;

/**
 * Each flow as a sequence diagram of Mermaid, for tickets and wikis that draw it. Queries are left out; every text is
 * escaped, so that none of it is syntax.
 */
export function renderMermaid(capture: Capture, { flows }: Inspection): string {
  const recorded = new Map(capture.flows.map((flow) => [flow.id, flow] as const));
  return flows.map((flow) => diagram(flow, recorded.get(flow.id))).join('\n');
}

function diagram(flow: Inspection['flows'][number], recorded: Flow | undefined): string {
  const report = reportFlow(flow);
  const { participants, browser, steps } = sequenceOf(flow, recorded);
  const hops = report.navigations.flatMap((navigation) => navigation.hops);
  const lines = [
    'sequenceDiagram',
    `  title ${text([report.protocol, ...(report.client === undefined ? [] : [report.client]), report.outcome].join(' · '))}`,
    ...participants.map(({ kind, name, hosts }, at) => {
      const shown = kind === 'browser' ? 'Browser' : hosts === undefined ? name : `${hosts} other hosts`;
      return `  participant p${at} as ${text(printable(shown))}`;
    }),
  ];
  for (const step of steps) {
    if (step.kind === 'navigation') {
      const at = flow.navigations.indexOf(step.navigation);
      lines.push(`  Note over p${browser}: ${text(report.navigations[at]?.cause ?? '')}`);
    } else if (step.kind === 'pause') {
      lines.push(`  Note over p${browser}: ${Math.round(step.milliseconds / 1000)} s at the page`);
    } else if (step.kind === 'gap') {
      lines.push(`  Note over p${browser}: requests that were not visible`);
    } else {
      const hop = hops[step.number - 1];
      const refused = step.refused?.happened === true;
      const asked = `${step.number} ${hop?.method ?? ''} ${pathOf(hop?.url ?? '')}`;
      lines.push(
        `  p${browser}${refused ? '-x' : '->>'}p${step.participant}: ${text(asked)}${refused ? ' refused by form-action' : ''}`,
      );
      if (step.hop.response !== undefined) {
        lines.push(`  p${step.participant}-->>p${browser}: ${text(hop?.result ?? '')}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}

/** Mermaid's own escapes: `#59;` is a semicolon. */
function text(value: string): string {
  const short = value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`;
  return short.replace(/[#;<>"%{}\\`]/g, (character) => `#${character.charCodeAt(0)};`);
}
