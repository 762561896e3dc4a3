import type { Flow, FlowInspection } from '../../core/model/index.ts';
import { type SequenceStep, sequenceOf } from '../../core/sequence/index.ts';
import { type FlowReport, type HopReport, reportFlow } from './flow-report.ts';
import { printable } from './printable.ts';

/** Characters of a path and its query. */
const LONGEST = 90;

/**
 * The redirect chain as a diagram of text, an arrow for each request:
 *
 *      1   +0.000 s  browser ──▶ app.example.gov  GET /sign-in  302
 *      2   +0.120 s  browser ──✖ app.other.gov    GET /home     refused by form-action
 */
export function chainLines(
  flow: FlowInspection,
  recorded?: Flow,
  report: FlowReport = reportFlow(flow),
): string[] {
  const { participants, steps } = sequenceOf(flow, recorded);
  const names = participants.map(({ name, hosts }) =>
    hosts === undefined ? printable(name) : `${hosts} other hosts`,
  );
  const hops = new Map(
    report.navigations.flatMap((navigation) => navigation.hops.map((hop) => [hop.number, hop] as const)),
  );
  const causes = new Map(
    flow.navigations.map(({ id }, at) => [id, report.navigations[at]?.cause ?? ''] as const),
  );
  const width = Math.min(40, Math.max(0, ...names.map((name) => name.length)));
  return steps.map((step) => lineOf(step, names, hops, causes, width).trimEnd());
}

function lineOf(
  step: SequenceStep,
  names: readonly string[],
  hops: ReadonlyMap<number, HopReport>,
  causes: ReadonlyMap<string, string>,
  width: number,
): string {
  switch (step.kind) {
    case 'navigation':
      return clip(`── ${causes.get(step.navigation.id) ?? ''}`);
    case 'pause':
      return `     … ${Math.round(step.milliseconds / 1000)} s at the page`;
    case 'gap':
      return '     … requests that were not visible';
    case 'hop': {
      const hop = hops.get(step.number);
      const offset = step.offset === undefined ? '' : `+${(step.offset / 1000).toFixed(3)} s`;
      const refused = step.refused?.happened === true;
      const result = refused ? `refused by form-action (${hop?.result ?? ''})` : (hop?.result ?? '');
      const to = (names[step.participant] ?? '').padEnd(width);
      return clip(
        `${String(step.number).padStart(3)} ${offset.padStart(11)}  browser ${refused ? '──✖' : '──▶'} ${to}  ${hop?.method ?? ''} ${pathOf(hop?.url ?? '')}  ${result}`,
      );
    }
  }
}

/** What follows the host, for that stands before it. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return path === '' ? '/' : path.length <= LONGEST ? path : `${path.slice(0, LONGEST)}…`;
}

function clip(line: string): string {
  return line.length <= 3 * LONGEST ? line : `${line.slice(0, 3 * LONGEST)}…`;
}
