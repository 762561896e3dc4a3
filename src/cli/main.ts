#!/usr/bin/env node
import './node-require.ts';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { inspect } from '../core/index.ts';
import type { OutcomeKind, PortalConfiguration } from '../core/model/index.ts';
import { parseDeployment } from '../formats/deployment/parse-deployment.ts';
import { redactCapture } from '../formats/redaction/index.ts';
import { type FailOn, fails } from '../formats/report/junit.ts';
import { printable, printableLines } from '../formats/report/printable.ts';
import { OUTCOMES } from '../formats/report/words.ts';
import { readIgnoreList } from './ignore-input.ts';
import { readPortal } from './portal-input.ts';
import { readInput } from './read-input.ts';
import {
  FORMATS,
  type Format,
  type InspectedInput,
  isHandedOn,
  isOneFile,
  render,
  renderWarnings,
} from './report.ts';
import { shortName, UnusableInput } from './unusable-input.ts';

const NO_ERRORS = 0;
const FINDINGS = 1;
const UNUSABLE_INPUT = 2;

const EXPECTED = ['signed-in', 'signed-out', 'cancelled', 'refused-by-login-gov', 'refused-by-browser'];

const HELP = `
Formats:
  text, markdown, json   what is wrong and how to mend it; json holds codes and
                         tokens whole, the others shorten them
  sarif, junit           the same for a code host and a CI server
  capture, har           the sign-ins themselves, to open elsewhere
  ticket, html, mermaid  a report for support, and a sequence diagram

Examples:
  login-gov-inspector sign-in.har
  login-gov-inspector --portal portal.json --format markdown sign-in.har
  login-gov-inspector --format capture sign-in.har > sign-in.capture.json
  login-gov-inspector --expect signed-in --format junit *.har > sign-ins.xml

Exit status: 0 no findings of that severity, 1 some, or another end than
expected, 2 unusable input.`;

interface Options {
  readonly format: Format;
  readonly portal?: string;
  readonly cert: readonly string[];
  readonly deployment: readonly string[];
  readonly failOn: FailOn;
  readonly expect?: OutcomeKind;
  readonly ignore?: string;
  readonly redact?: boolean;
}

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await main(process.argv);

/** Exit status: 0 nothing that fails, 1 findings that do, 2 unusable input; the worst of several inputs wins. */
async function main(argv: readonly string[]): Promise<number> {
  const command = commandLine();
  try {
    command.parse(argv);
    return await run(command.args, command.opts<Options>());
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? NO_ERRORS : UNUSABLE_INPUT;
    const message = error instanceof UnusableInput ? error.message : `internal error: ${String(error)}`;
    process.stderr.write(`${printable(message)}\n`);
    return UNUSABLE_INPUT;
  }
}

function commandLine(): Command {
  return new Command('login-gov-inspector')
    .description(
      'Says what is wrong with a sign-in request to Login.gov, and which redirect the browser refused.',
    )
    .version(packageJson.version)
    .argument(
      '<input...>',
      'a URL of a Login.gov endpoint, a HAR file, a capture file, an export of SAML-tracer, or - for standard input',
    )
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('text'))
    .option(
      '--redact',
      'replace codes, tokens and personal data (capture, har, ticket, html, mermaid: always)',
    )
    .option('--no-redact', 'replace nothing, and say so in the file')
    .option('--portal <file>', 'portal configuration (JSON) to compare the requests with')
    .option(
      '--cert <file>',
      'PEM certificate to add to the portal configuration; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    )
    .option(
      '--deployment <origin>',
      'another deployment of Login.gov, such as http://localhost:3001; may be repeated',
      (address: string, origins: readonly string[]) => [...origins, deploymentAt(address)],
      [],
    )
    .addOption(
      new Option('--fail-on <severity>', 'least severity of a finding that makes the exit status 1')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .addOption(
      new Option('--expect <outcome>', 'how every input must end, or the exit status is 1').choices(EXPECTED),
    )
    .option('--ignore <file>', 'list of accepted findings (JSON): [{"rule": …, "reason": …}]')
    .addHelpText('after', HELP)
    .showSuggestionAfterError(false)
    .showHelpAfterError('An example: login-gov-inspector sign-in.har (--help lists the options)')
    .configureOutput({ writeErr: (text) => process.stderr.write(printableLines(text).join('\n')) })
    .exitOverride();
}

function deploymentAt(address: string): string {
  const parsed = parseDeployment(address);
  if (!parsed.ok) throw new InvalidArgumentError(parsed.problem);
  return parsed.origin;
}

async function run(inputs: readonly string[], options: Options): Promise<number> {
  const { format, portal: portalFile, cert, deployment, failOn, expect, ignore } = options;
  const { redact = isHandedOn(format) } = options;
  if (isOneFile(format) && inputs.length > 1) {
    throw new UnusableInput('', `--format ${format} writes one file: give one input`);
  }
  const { portal, problems } = readPortal(portalFile, cert);
  const ignoreList = ignore === undefined ? undefined : readIgnoreList(ignore, Date.now());
  const unusable = problems.map(({ message }) => message);
  const inspected: InspectedInput[] = [];
  for (const input of inputs) {
    try {
      const { inspection, ...read } = await inspectInput(input, portal, deployment, redact);
      inspected.push({ ...read, inspection: ignoreList?.sift(inspection) ?? inspection });
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      unusable.push(error.message);
    }
  }
  const missed = expect === undefined ? [] : inspected.flatMap((input) => otherEnd(input, expect));
  const remarks = ignoreList?.remarks().map((remark) => `${ignore}: warning: ${printable(remark)}`) ?? [];
  for (const line of [...unusable, ...remarks, ...missed]) process.stderr.write(`${line}\n`);
  process.stderr.write(renderWarnings(inspected));
  process.stdout.write(render(format, inspected, { several: inputs.length > 1, failOn, unusable }));
  if (unusable.length > 0) return UNUSABLE_INPUT;
  const failing = inspected.some(({ inspection }) => hasFailing(inspection, failOn));
  return failing || missed.length > 0 ? FINDINGS : NO_ERRORS;
}

async function inspectInput(
  input: string,
  portal: PortalConfiguration | undefined,
  deployments: readonly string[],
  redacted: boolean,
): Promise<InspectedInput> {
  const { capture: read, warnings } = await readInput(input, deployments);
  const options = { now: Date.now(), ...(portal !== undefined && { portal }) };
  const capture = redacted ? (await redactCapture(read, options)).capture : read;
  return { input, capture, redacted, inspection: await inspect(capture, options), warnings };
}

/** A line where the last flow of an input ended otherwise, or where there is none. */
function otherEnd({ input, inspection }: InspectedInput, expected: OutcomeKind): readonly string[] {
  const last = inspection.flows.at(-1);
  if (last?.outcome.kind === expected) return [];
  const found = last === undefined ? 'no sign-in or sign-out' : OUTCOMES[last.outcome.kind];
  return [`${shortName(input)}: expected to end with "${OUTCOMES[expected]}", found: ${found}`];
}

function hasFailing({ flows }: InspectedInput['inspection'], failOn: FailOn): boolean {
  return flows.some(({ findings }) => findings.some(({ severity }) => fails(severity, failOn)));
}
