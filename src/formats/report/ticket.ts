import { environmentOf } from '../../core/login-gov/environments.ts';
import type { Capture, Flow, FlowInspection, Inspection } from '../../core/model/index.ts';
import type { ExportFacts } from '../export-facts.ts';
import { chainLines } from './chain-text.ts';
import type { Block, Span } from './document.ts';
import { documentHtml } from './document-html.ts';
import { documentMarkdown } from './document-markdown.ts';
import { type FindingReport, type FlowReport, reportFlow } from './flow-report.ts';
import { ENGINES } from './form-action-words.ts';
import { hopNumbers } from './hops.ts';
import { maskText } from './mask.ts';
import { printable } from './printable.ts';
import { counted } from './words.ts';

export interface TicketOptions extends ExportFacts {
  /** Address of the configuration in the Partner Portal. */
  readonly portalLink?: string;
  /** Minutes that the person's clock is ahead of UTC; default 0. */
  readonly clock?: number;
}

/** Where Login.gov's partner support takes tickets. */
const SUPPORT = 'https://developers.login.gov/support/#contacting-partner-support';

/** Headers by which support finds a request in its logs. */
const REQUEST_IDS = /^(?:x-request-id|x-amz-cf-id|x-amzn-requestid|x-amzn-trace-id|x-correlation-id)$/i;

const MOST = 100;

/**
 * A report for a ticket with Login.gov's partner support: what its page asks for, the redirect chain, the findings and
 * their fixes. Secrets are shortened, whatever else was done to the capture.
 */
export function ticketMarkdown(capture: Capture, inspection: Inspection, options: TicketOptions): string {
  return documentMarkdown(ticket(capture, inspection, options));
}

/** The same as a page to print. */
export function ticketHtml(capture: Capture, inspection: Inspection, options: TicketOptions): string {
  return documentHtml('Sign-in with Login.gov: report', ticket(capture, inspection, options));
}

function ticket({ flows }: Capture, inspection: Inspection, options: TicketOptions): Block[] {
  const recorded = new Map(flows.map((flow) => [flow.id, flow] as const));
  return [
    { kind: 'heading', level: 1, content: ['Sign-in with Login.gov: report'] },
    facts(inspection.flows, flows, options),
    {
      kind: 'paragraph',
      content: [
        'Support also asks for screenshots of the error messages, whether the problem is ongoing, what your server logged at that time, and a person of the technical team to contact: ',
        { link: SUPPORT },
      ],
    },
    ...inspection.flows.flatMap((flow, at) => flowBlocks(flow, at + 1, recorded.get(flow.id), options)),
  ];
}

function facts(inspected: readonly FlowInspection[], flows: readonly Flow[], options: TicketOptions): Block {
  const { portalLink, browser, version, created, redacted } = options;
  const clients = [...new Set(inspected.flatMap(({ client }) => client ?? []))];
  const hosts = [...new Set(flows.flatMap(loginGovHosts))];
  const engines = [...new Set(flows.flatMap(({ engine }) => (engine === undefined ? [] : ENGINES[engine])))];
  const rows: [string, readonly Span[]][] = [
    [
      'Portal configuration',
      [portalLink === undefined ? '(add the link to it in the Partner Portal)' : { link: portalLink }],
    ],
    ['Application', codes(clients)],
    ['Login.gov', codes(hosts)],
    ['Browser', [browser ?? (engines.length === 0 ? 'not known' : engines.join(', '))]],
    ['Report made', [`${timeText(created, options)}, with Login.gov Request Inspector ${version}`]],
    [
      'Secrets',
      [
        redacted
          ? 'replaced: equal values are still equal, and none is a real one'
          : 'not replaced in the capture, shortened here',
      ],
    ],
  ];
  return {
    kind: 'table',
    head: ['', ''],
    rows: rows.map(([name, content]) => [[{ strong: name }], content]),
  };
}

function codes(values: readonly string[]): Span[] {
  if (values.length === 0) return ['not known'];
  return values.slice(0, MOST).flatMap((value, at) => [...(at === 0 ? [] : [', ']), { code: shown(value) }]);
}

function loginGovHosts({ navigations, deployments }: Flow): string[] {
  return navigations.flatMap(({ hops }) =>
    hops.flatMap(({ url }) => (environmentOf(url, deployments) === undefined ? [] : new URL(url).host)),
  );
}

function flowBlocks(
  flow: FlowInspection,
  number: number,
  recorded: Flow | undefined,
  options: TicketOptions,
): Block[] {
  const report = reportFlow(flow);
  const errors = errorMessages(flow);
  const ids = requestIds(flow, options);
  return [
    {
      kind: 'heading',
      level: 2,
      content: [
        `${number}. ${report.protocol}`,
        ...(report.client === undefined ? [] : [' · ', { code: report.client }]),
        ` · ${report.outcome}`,
      ],
    },
    { kind: 'paragraph', content: [report.summary] },
    {
      kind: 'paragraph',
      content: [
        { strong: 'Time:' },
        ' ',
        flow.startedAt === undefined ? 'not known' : timeText(flow.startedAt, options),
      ],
    },
    { kind: 'heading', level: 3, content: ['Error messages'] },
    errors.length === 0 ? { kind: 'paragraph', content: ['None seen.'] } : { kind: 'list', items: errors },
    { kind: 'heading', level: 3, content: ['What happened'] },
    { kind: 'code', lines: chainLines(flow, recorded, report) },
    { kind: 'heading', level: 3, content: ['Request ids'] },
    ids.length === 0
      ? { kind: 'paragraph', content: ['None seen.'] }
      : { kind: 'table', head: ['hop', 'time', 'header', 'value'], rows: ids },
    ...findings(report),
  ];
}

/** What pages, redirects, answers and the browser said. */
function errorMessages({ messages, navigations }: FlowInspection): (readonly Span[])[] {
  const numbers = hopNumbers(navigations);
  const at = (hop: string) => `hop ${numbers.get(hop) ?? '?'}: `;
  const said: (readonly Span[])[] = messages.flatMap((message): (readonly Span[])[] => {
    if (message.kind === 'error-page') {
      return (message.messages.length === 0 ? [message.title] : message.messages).map((text) => [
        at(message.hop),
        { code: shown(text) },
      ]);
    }
    if (message.kind !== 'oidc-authorize-response') return [];
    return message.parameters
      .filter(({ name }) => name === 'error' || name === 'error_description')
      .map(({ name, value }) => [at(message.hop), `${name} `, { code: shown(value) }]);
  });
  for (const { id, error, response } of navigations.flatMap(({ hops }) => hops)) {
    if (error !== undefined) said.push([at(id), 'the browser: ', { code: shown(error) }]);
    if (response?.bodyText !== undefined) said.push([at(id), { code: shown(response.bodyText) }]);
    else if (response !== undefined && response.status >= 400) said.push([at(id), `HTTP ${response.status}`]);
  }
  return said.slice(0, MOST);
}

function requestIds(
  { navigations }: FlowInspection,
  options: TicketOptions,
): (readonly (readonly Span[])[])[] {
  const numbers = hopNumbers(navigations);
  return navigations
    .flatMap(({ hops }) =>
      hops.flatMap(({ id, time, response }) =>
        (response?.headers ?? [])
          .filter(({ name }) => REQUEST_IDS.test(name))
          .map(({ name, value }): readonly (readonly Span[])[] => [
            [String(numbers.get(id) ?? '?')],
            [time === undefined ? '' : timeText(time, options)],
            [{ code: shown(name) }],
            [{ code: printable(value.slice(0, 200)) }],
          ]),
      ),
    )
    .slice(0, MOST);
}

function findings({ findings: found, skipped }: FlowReport): Block[] {
  return [
    { kind: 'heading', level: 3, content: [`Findings: ${counted(found.length, 'finding')}`] },
    ...found.flatMap(findingBlocks),
    ...skipped.map((line) => ({ kind: 'paragraph', content: [line] }) as const),
  ];
}

function findingBlocks({
  severity,
  rule,
  title,
  summary,
  evidence,
  fix,
  values,
  docs,
}: FindingReport): Block[] {
  return [
    { kind: 'paragraph', content: [{ strong: `${severity}: ${title}` }, ' ', { code: rule }] },
    {
      kind: 'list',
      items: [
        [summary],
        ...evidence.map(({ place, actual, expected }): Span[] => [
          `Evidence: ${place}`,
          ...(actual === undefined ? [] : [': ', { code: actual }]),
          ...(expected === undefined ? [] : ['; expected ', { code: expected }]),
        ]),
        [`Fix: ${fix}`],
        ...values.map(({ label, value }): Span[] => [`${label}: `, { code: value }]),
        ...docs.map((link): Span[] => ['See ', { link }]),
      ],
    },
  ];
}

function shown(text: string): string {
  return printable(maskText(text.slice(0, 2000)));
}

/** `2026-03-03 10:41:07.000 -05:00 (15:41:07 UTC)`. */
function timeText(time: number, { clock = 0 }: TicketOptions): string {
  const iso = (milliseconds: number) =>
    new Date(milliseconds).toISOString().replace('T', ' ').replace('Z', '');
  if (!Number.isFinite(time) || Math.abs(time) > 8e15) return 'not known';
  if (clock === 0) return `${iso(time)} UTC`;
  const minutes = Math.abs(clock);
  const zone = `${clock < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${iso(time + clock * 60_000)} ${zone} (${iso(time).slice(11, 19)} UTC)`;
}
