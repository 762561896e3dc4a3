import type { Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Severity } from '../../core/model/index.ts';
import type { IgnoredFinding, SiftedInspection } from '../ignore-list/ignore-list.ts';
import { type FindingReport, type FlowReport, reportFlow } from './flow-report.ts';

export interface ReportedInput {
  /** A path, or what stands for another input. */
  readonly name: string;
  readonly inspection: SiftedInspection;
  /** What an importer left out of it. */
  readonly warnings: readonly string[];
}

export interface SarifOptions {
  /** Version of the product. */
  readonly version: string;
  /** Inputs that could not be used, one line each. */
  readonly unusable?: readonly string[];
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * Inspections as a log of the Static Analysis Results Interchange Format (SARIF 2.1.0), for services that show the
 * findings of CI. Findings of the ignore list are suppressed results (section 3.27.23). Secrets are shortened as in
 * the other reports.
 */
export function renderSarif(
  inputs: readonly ReportedInput[],
  { version, unusable = [] }: SarifOptions,
): string {
  const rules = new Map<string, ReportingDescriptor>();
  const results = inputs.flatMap((input) => resultsOf(input, rules));
  const notifications = [
    ...inputs.flatMap(({ name, warnings }) =>
      warnings.map((warning) => notification('warning', `${name}: ${warning}`)),
    ),
    ...unusable.map((line) => notification('error', line)),
  ];
  const run: Run = {
    tool: { driver: { name: 'login-gov-inspector', version, rules: [...rules.values()] } },
    invocations: [{ executionSuccessful: unusable.length === 0, toolExecutionNotifications: notifications }],
    results,
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function notification(level: Notification['level'] & string, text: string): Notification {
  return { level, message: { text } };
}

function resultsOf({ name, inspection }: ReportedInput, rules: Map<string, ReportingDescriptor>): Result[] {
  return inspection.flows.flatMap((flow, index) => {
    const { ignored = [] } = flow;
    const report = reportFlow(flow);
    const place = { file: name, flow: index + 1, report };
    return [
      ...flow.findings.map((finding, at) => resultOf(finding, report.findings[at], place, rules)),
      ...ignored.map((finding, at) => ({
        ...resultOf(finding, report.ignored?.[at], place, rules),
        suppressions: [suppression(finding)],
      })),
    ];
  });
}

function suppression({ reason }: IgnoredFinding) {
  return { kind: 'external' as const, status: 'accepted' as const, justification: reason };
}

interface Place {
  readonly file: string;
  /** Number of the flow in the file, from 1. */
  readonly flow: number;
  readonly report: FlowReport;
}

function resultOf(
  finding: Finding,
  report: FindingReport | undefined,
  { file, flow, report: { client } }: Place,
  rules: Map<string, ReportingDescriptor>,
): Result {
  const { rule, severity, docs } = finding;
  const { title = '', summary = '', fix = '', evidence = [] } = report ?? {};
  const [helpUri] = docs;
  if (!rules.has(rule)) {
    rules.set(rule, {
      id: rule,
      shortDescription: { text: title },
      ...(helpUri !== undefined && { helpUri }),
      defaultConfiguration: { level: LEVELS[severity] },
    });
  }
  const places = evidence.map(({ place }) => `flow ${flow}, ${place}`);
  const [first] = finding.evidence;
  return {
    ruleId: rule,
    ruleIndex: [...rules.keys()].indexOf(rule),
    level: LEVELS[severity],
    message: { text: `${summary} ${fix}`.trim() },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) } },
        logicalLocations: places.map((fullyQualifiedName) => ({ fullyQualifiedName })),
      },
    ],
    // The same finding of the next run, whatever the numbers of its hops.
    partialFingerprints: {
      'place/v1': [rule, client ?? '', first?.at.part ?? '', first?.at.name ?? ''].join(' '),
    },
  };
}

/** A relative reference (RFC 3986, section 4.2) for a path, with `/` between its parts on every system. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
