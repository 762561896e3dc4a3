import { XMLBuilder } from 'fast-xml-parser';
import type { Severity, SkippedRule } from '../../core/model/index.ts';
import type { SiftedFlow } from '../ignore-list/ignore-list.ts';
import { type FindingReport, reportFlow } from './flow-report.ts';
import { printable } from './printable.ts';
import type { ReportedInput } from './sarif.ts';
import { skipWords } from './words.ts';

/** Least severity that fails a run; `never`: none does. */
export type FailOn = Severity | 'never';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether findings of that severity fail a run. */
export function fails(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

export interface JunitOptions {
  readonly failOn: FailOn;
  /** Inputs that could not be used, one line each. */
  readonly unusable?: readonly string[];
}

const NOTHING = 'no sign-in or sign-out at Login.gov found';

type Node = Readonly<Record<string, unknown>>;

/**
 * Inspections as JUnit XML, which CI servers show as tests: a suite for each flow, a case for how the flow ended, for
 * each finding and for each rule that was not asked. An input that could not be used is a case with an error. A finding below `failOn` is a case that passes and says so in its
 * output; ignored ones and rules that were not asked are skipped. Secrets are shortened as in the other reports.
 */
export function renderJunit(
  inputs: readonly ReportedInput[],
  { failOn, unusable = [] }: JunitOptions,
): string {
  const suites = [
    ...inputs.flatMap(({ name, inspection: { flows } }) =>
      flows.length === 0
        ? [suite(name, name, [{ '@name': 'sign-ins', skipped: { '@message': NOTHING } }])]
        : flows.map((flow, index) => suiteOf(flow, `${name}, flow ${index + 1}`, failOn)),
    ),
    ...unusable.map((line) =>
      suite(line, 'input', [{ '@name': 'can be read', error: { '@message': line } }]),
    ),
  ];
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': 'login-gov-inspector', testsuite: suites },
  });
}

function suiteOf(flow: SiftedFlow, name: string, failOn: FailOn): Node {
  const report = reportFlow(flow);
  const cases: Node[] = [
    { '@name': `ended: ${report.outcome}`, 'system-out': report.summary },
    ...report.findings.map((finding) => findingCase(finding, failOn)),
    ...(report.ignored ?? []).map((finding) => ({
      '@name': caseName(finding),
      skipped: { '@message': `ignored: ${finding.reason}` },
    })),
    ...flow.skipped.map(skippedCase),
  ];
  const client = report.client === undefined ? '' : ` ${report.client}`;
  return suite(`${name}: ${report.protocol}${client}`, name, cases);
}

function suite(name: string, classname: string, cases: readonly Node[]): Node {
  const count = (kind: string) => cases.filter((one) => kind in one).length;
  return {
    '@name': printable(name),
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    testcase: cases.map((one) => ({ '@classname': printable(classname), ...one })),
  };
}

function caseName({ rule, title }: Pick<FindingReport, 'rule' | 'title'>): string {
  return `${rule}: ${title}`;
}

function findingCase(finding: FindingReport, failOn: FailOn): Node {
  const { severity, summary, evidence, fix, values, docs } = finding;
  const details = [
    ...evidence.map(({ place, actual, expected }) => {
      const wanted = expected === undefined ? '' : `; expected: ${expected}`;
      return `at ${place}${actual === undefined ? '' : `: ${actual}`}${wanted}`;
    }),
    `fix: ${fix}`,
    ...values.map(({ label, value }) => `${label}: ${value}`),
    ...docs.map((url) => `see ${url}`),
  ].join('\n');
  const name = { '@name': caseName(finding) };
  if (!fails(severity, failOn)) return { ...name, 'system-out': `${severity}: ${summary}\n${details}` };
  return { ...name, failure: { '@type': severity, '@message': summary, '#text': details } };
}

function skippedCase({ rule, title, reason, detail }: SkippedRule): Node {
  return {
    '@name': caseName({ rule, title: printable(title) }),
    skipped: { '@message': `not asked: ${printable(skipWords(reason, detail))}` },
  };
}
