import type { Evidence, Finding, Hop, Navigation, SkippedRule, Treatment } from '../../core/model/index.ts';
import type { SiftedFlow } from '../ignore-list/ignore-list.ts';
import { hopNumbers, hopResult } from './hops.ts';
import { isSecretName, maskText, maskUrl, shorten } from './mask.ts';
import { describeMessages, type MessageReport } from './message-report.ts';
import { printable } from './printable.ts';
import { causeWords, OUTCOMES, PARTS, PROTOCOLS, skipWords, TOPICS } from './words.ts';

/** A flow in words, for text and Markdown alike: secrets shortened, control characters escaped. */
export interface FlowReport {
  readonly protocol: string;
  readonly client?: string;
  readonly outcome: string;
  readonly summary: string;
  readonly navigations: readonly NavigationReport[];
  readonly messages: readonly MessageReport[];
  readonly treatments: readonly TreatmentReport[];
  readonly findings: readonly FindingReport[];
  /** Findings of the ignore list; absent without one. */
  readonly ignored?: readonly IgnoredReport[];
  /** Rules that were not asked, a line for each reason. */
  readonly skipped: readonly string[];
}

export interface NavigationReport {
  readonly cause: string;
  readonly hops: readonly HopReport[];
}

export interface HopReport {
  readonly number: number;
  readonly method: string;
  readonly result: string;
  readonly failed: boolean;
  readonly url: string;
}

/** What Login.gov does with one request. */
export interface TreatmentReport {
  /** Number of the hop that carried the request. */
  readonly hop: number;
  readonly items: readonly {
    readonly topic: string;
    readonly values: readonly { readonly value: string; readonly meant?: string }[];
    /** What to say where there is no value. */
    readonly empty: string;
    readonly because: string;
  }[];
}

export interface FindingReport extends Pick<Finding, 'rule' | 'severity' | 'docs'> {
  readonly title: string;
  readonly summary: string;
  readonly fix: string;
  readonly evidence: readonly {
    readonly place: string;
    readonly actual?: string;
    readonly expected?: string;
  }[];
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

export interface IgnoredReport extends FindingReport {
  readonly reason: string;
}

const MAX_VALUE = 500;
/** Values of one item of a treatment. */
const MAX_ITEMS = 50;

/** Describes one inspected flow. */
export function reportFlow(flow: SiftedFlow): FlowReport {
  const numbers = hopNumbers(flow.navigations);
  return {
    protocol: PROTOCOLS[flow.protocol],
    ...(flow.client !== undefined && { client: clipped(printable(flow.client)) }),
    outcome: OUTCOMES[flow.outcome.kind],
    summary: sentence(flow.outcome.summary),
    navigations: flow.navigations.map((navigation) => ({
      cause: reportCause(navigation),
      hops: navigation.hops.map((hop) => reportHop(hop, navigation, numbers.get(hop.id) ?? 0)),
    })),
    messages: describeMessages(flow.messages, numbers),
    treatments: flow.treatments.map((treatment) => reportTreatment(treatment, numbers)),
    findings: flow.findings.map((finding) => reportFinding(finding, numbers)),
    ...(flow.ignored !== undefined && {
      ignored: flow.ignored.map((finding) => ({
        ...reportFinding(finding, numbers),
        reason: sentence(finding.reason),
      })),
    }),
    skipped: notAsked(flow.skipped),
  };
}

function reportHop(hop: Hop, navigation: Navigation, number: number): HopReport {
  const { text, kind } = hopResult(hop, navigation);
  return {
    number,
    method: printable(hop.method ?? '?'),
    result: printable(text.slice(0, 100)),
    failed: kind === 'failed',
    url: clipped(printable(maskUrl(hop.url)), 2000),
  };
}

function reportCause({ cause }: Navigation): string {
  const { words, from } = causeWords(cause);
  return from === undefined ? words : `${words} ${clipped(printable(maskUrl(from)))}`;
}

/** In words, secrets shortened; for screens as well. */
export function reportTreatment(
  { hop, items }: Treatment,
  numbers: ReadonlyMap<string, number>,
): TreatmentReport {
  return {
    hop: numbers.get(hop) ?? 0,
    items: items.map(({ topic, values, meant, because, dependsOnPortal }) => ({
      topic: TOPICS[topic],
      values: values.slice(0, MAX_ITEMS).map((value, index) => {
        const likely = meant?.[index];
        const shown = clipped(printable(maskText(value)));
        return likely == null ? { value: shown } : { value: shown, meant: likely };
      }),
      empty: dependsOnPortal === true ? 'depends on the portal configuration' : 'none',
      because: sentence(because),
    })),
  };
}

function reportFinding(finding: Finding, numbers: ReadonlyMap<string, number>): FindingReport {
  const { rule, severity, docs, title, summary, fix, evidence, values } = finding;
  return {
    rule,
    severity,
    docs,
    title: sentence(title),
    summary: sentence(summary),
    fix: sentence(fix),
    evidence: evidence.map((item) => reportEvidence(item, numbers)),
    values: (values ?? []).map(({ label, value }) => ({ label: sentence(label), value: printable(value) })),
  };
}

function reportEvidence({ hop, at, actual, expected }: Evidence, numbers: ReadonlyMap<string, number>) {
  const name = at.name === '' || at.name === at.part ? '' : ` ${clipped(printable(at.name))}`;
  const show = (value: string) =>
    clipped(printable(isSecretName(at.name) ? shorten(value) : maskText(value)));
  return {
    place: `hop ${numbers.get(hop) ?? '?'}, ${PARTS[at.part]}${name}`,
    ...(actual !== undefined && { actual: show(actual) }),
    ...(expected !== undefined && { expected: clipped(printable(maskText(expected))) }),
  };
}

/** `Not asked (no portal configuration): rule-a, rule-b`, a line for each reason. */
function notAsked(skipped: readonly SkippedRule[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, reason, detail } of skipped) {
    const why = sentence(skipWords(reason, detail));
    byReason.set(why, [...(byReason.get(why) ?? []), rule]);
  }
  return [...byReason].map(([why, rules]) => `Not asked (${why}): ${rules.join(', ')}`);
}

function sentence(text: string): string {
  return clipped(printable(maskText(text)), 2000);
}

function clipped(text: string, most = MAX_VALUE): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}
