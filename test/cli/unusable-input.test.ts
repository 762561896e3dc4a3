import { describe, expect, test } from 'vitest';
import { harFile, runCli, temporaryFiles } from './run-cli.ts';

const GOOD = harFile('chromium-oidc-good.har');

const file = temporaryFiles();

describe.concurrent('input that cannot be used: one line that says what and where', () => {
  const EXPECTED =
    'expected is a URL of a Login.gov endpoint, a HAR file, a capture file or - for standard input';

  test.each([
    ['text.har', 'just text', `holds neither JSON nor a URL; ${EXPECTED}`],
    ['empty.har', '', `holds neither JSON nor a URL; ${EXPECTED}`],
    [
      'broken.har',
      '{"log":{"entries":[',
      'not a HAR file: not JSON: the text ends too early, after 19 characters',
    ],
    [
      'tracer.json',
      '{"requests":[],"timestamp":"x"}',
      `neither a HAR file (log.entries) nor a capture file (version and flows); ${EXPECTED}`,
    ],
    [
      'newer.json',
      '{"version":3,"flows":[]}',
      'a capture file of version 3; this product reads versions 1 to 2',
    ],
    [
      'flow.json',
      '{"version":1,"flows":[{"id":"a","navigations":[{}]}]}',
      'not a capture file of version 1: flows.0.navigations.0.id is missing',
    ],
    [
      'url.txt',
      'https://example.com/',
      'https://example.com/ is not a Login.gov endpoint that starts a sign-in or sign-out',
    ],
  ])('%s', async (name, text, why) => {
    const path = file(`unusable-${name}`, text);

    expect(await runCli([path])).toEqual({ status: 2, stdout: '', stderr: `${path}: ${why}\n` });
  });

  test.each([
    [['missing.har'], `missing.har: no such file; ${EXPECTED}`],
    [['test'], `test: is a folder, not a file; ${EXPECTED}`],
    [['bad\u001b[2J\nname'], `bad\\u{1b}[2J name: no such file; ${EXPECTED}`],
    [[], "error: missing required argument 'input'"],
    [
      ['--format', 'xml', GOOD],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, markdown, sarif, junit, capture, har, ticket, html, mermaid.",
    ],
    [['--unknown', GOOD], "error: unknown option '--unknown'"],
  ])('%j', async (args, why) => {
    expect(await runCli(args)).toEqual({ status: 2, stdout: '', stderr: `${why}\n` });
  });

  test.each([
    [['--portal', 'missing.json', GOOD], 'missing.json: no such file'],
    [
      ['--cert', 'package.json', GOOD],
      'package.json: holds no certificate; PEM is expected (-----BEGIN CERTIFICATE-----)',
    ],
  ])('%j: the input is inspected nevertheless', async (args, why) => {
    const { status, stdout, stderr } = await runCli(args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `${why}\n` });
    expect(stdout).toContain('Findings');
  });
});
