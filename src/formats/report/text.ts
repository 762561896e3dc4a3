import type { Severity } from '../../core/model/index.ts';
import type { SiftedFlow, SiftedInspection } from '../ignore-list/ignore-list.ts';
import {
  type FindingReport,
  type FlowReport,
  type HopReport,
  reportFlow,
  type TreatmentReport,
} from './flow-report.ts';
import type { MessageReport } from './message-report.ts';
import { printable } from './printable.ts';
import { counted } from './words.ts';

export interface TextOptions {
  /** Of the file or request the inspection is about; a heading shows it. */
  readonly name?: string;
  /** Colours a piece of text; without it the text is plain. */
  readonly paint?: Paint;
}

export type Paint = (style: TextStyle, text: string) => string;

export type TextStyle = 'heading' | 'quiet' | Severity;

const plain: Paint = (_style, text) => text;

/**
 * An inspection to read on a terminal, ending in a line feed. Codes, tokens and assertions are shortened or left
 * out; control characters of the input are escaped.
 */
export function renderText(inspection: SiftedInspection, { name, paint = plain }: TextOptions = {}): string {
  const { flows } = inspection;
  return [
    ...(name === undefined ? [] : [paint('heading', `=== ${printable(name)} ===`), '']),
    ...flows.map((flow) => renderFlowText(flow, paint)),
    tally(inspection),
    '',
  ].join('\n');
}

/** One flow of it. */
export function renderFlowText(flow: SiftedFlow, paint: Paint = plain): string {
  const report = reportFlow(flow);
  const blocks = [
    heading(report, paint),
    hops(report, paint),
    ...report.messages.map((message) => messageBlock(message, paint)),
    ...report.treatments
      .filter(({ items }) => items.length > 0)
      .map((treatment) => treatmentBlock(treatment, paint)),
    findings(report, paint),
  ];
  if (report.ignored !== undefined && report.ignored.length > 0) {
    blocks.push([
      paint('heading', 'Ignored'),
      ...report.ignored.map(
        ({ severity, rule, title, reason }) => `  ${severity} ${rule}: ${title} (${reason})`,
      ),
    ]);
  }
  if (report.skipped.length > 0) blocks.push(report.skipped.map((line) => paint('quiet', line)));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading({ protocol, client, outcome, summary }: FlowReport, paint: Paint): string[] {
  return [
    paint('heading', [protocol, ...(client === undefined ? [] : [client]), outcome].join(' · ')),
    summary,
  ];
}

function hops({ navigations }: FlowReport, paint: Paint): string[] {
  const all = navigations.flatMap((navigation) => navigation.hops);
  const number = width(all.map((hop) => String(hop.number)));
  const method = width(all.map((hop) => hop.method));
  const result = width(all.map((hop) => hop.result));
  const line = (hop: HopReport) => {
    const answered = hop.result.padEnd(result);
    return `  ${String(hop.number).padStart(number)}  ${hop.method.padEnd(method)}  ${hop.failed ? paint('error', answered) : answered}  ${hop.url}`;
  };
  return [
    paint('heading', 'Hops'),
    ...navigations.flatMap(({ cause, hops }) => [paint('quiet', `  (${cause})`), ...hops.map(line)]),
  ];
}

function messageBlock({ title, facts, xml }: MessageReport, paint: Paint): string[] {
  const name = Math.min(width(facts.map((fact) => fact.name)), 30);
  return [
    paint('heading', title),
    ...facts.map((fact) => `  ${fact.name.padEnd(name)}  ${fact.value}`.trimEnd()),
    ...(xml === undefined ? [] : ['', ...xml.map((line) => `  ${line}`.trimEnd())]),
  ];
}

function treatmentBlock({ hop, items }: TreatmentReport, paint: Paint): string[] {
  const topic = width(items.map((item) => item.topic));
  const indent = ' '.repeat(topic + 4);
  return [
    paint('heading', `What Login.gov does with the request at hop ${hop}`),
    ...items.flatMap((item) => {
      const values = item.values.map(({ value, meant }) =>
        meant === undefined ? value : `${value} (probably meant: ${meant})`,
      );
      const [first = item.empty, ...rest] = values;
      return [
        `  ${item.topic.padEnd(topic)}  ${first}`,
        ...rest.map((value) => indent + value),
        paint('quiet', indent + item.because),
      ];
    }),
  ];
}

function findings(report: FlowReport, paint: Paint): string[] {
  if (report.findings.length === 0) return [paint('heading', 'Findings'), '  none'];
  return [
    paint('heading', 'Findings'),
    ...report.findings.flatMap((finding) => findingLines(finding, paint)),
  ];
}

function findingLines(finding: FindingReport, paint: Paint): string[] {
  const { severity, rule, title, summary, evidence, fix, values, docs } = finding;
  return [
    `  ${paint(severity, severity)} ${rule}: ${title}`,
    `    ${summary}`,
    ...evidence.map(({ place, actual, expected }) => {
      const wanted = expected === undefined ? '' : `; expected: ${expected}`;
      return `    at ${place}${actual === undefined ? '' : `: ${actual}`}${wanted}`;
    }),
    `    fix: ${fix}`,
    ...values.map(({ label, value }) => `    ${label}: ${value}`),
    ...docs.map((url) => `    see ${url}`),
  ];
}

function tally({ flows }: SiftedInspection): string {
  const all = flows.flatMap((flow) => flow.findings);
  const count = (wanted: Severity) => all.filter(({ severity }) => severity === wanted).length;
  if (flows.length === 0) return 'No sign-in or sign-out at Login.gov found.';
  const found = (['error', 'warning', 'info'] as const).map((severity) => counted(count(severity), severity));
  const ignored = flows.reduce((sum, flow) => sum + (flow.ignored?.length ?? 0), 0);
  return `${counted(flows.length, 'flow')}: ${[...found, ...(ignored === 0 ? [] : [`${ignored} ignored`])].join(', ')}.`;
}

function width(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
