import { describe, expect, test } from 'vitest';
import { harFile, runCli, temporaryFiles } from './run-cli.ts';

const GOOD = harFile('chromium-oidc-good.har');

const file = temporaryFiles();

describe.concurrent('input that cannot be used: one line that says what and where', () => {
  const EXPECTED =
    'expected is a HAR file, a capture file, an export of SAML-tracer, a URL of a Login.gov endpoint, or a SAMLRequest or SAMLResponse';

  const HINT = 'An example: login-gov-inspector sign-in.har (--help lists the options)';

  test.each([
    [
      'text.har',
      'just text',
      `holds neither JSON nor a URL nor a SAML message that can be decoded; ${EXPECTED}`,
    ],
    ['empty.har', '', `holds nothing; ${EXPECTED}`],
    ['broken.har', '{"log":{"entries":[', `not JSON: the text ends too early, after 19 bytes; ${EXPECTED}`],
    [
      'other.json',
      '{"name":"x"}',
      `JSON, but without log.entries (HAR), flows (capture) or requests (SAML-tracer); ${EXPECTED}`,
    ],
    [
      'flow.json',
      '{"version":1,"flows":[{"id":"a","navigations":[{}]}]}',
      'holds nothing that can be read: flows[0] was left out: navigations.0.id is missing',
    ],
    ['newer.json', '{"version":3,"flows":[]}', 'a capture file of version 3; versions 1 to 2 can be read'],
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
    [[], `error: missing required argument 'input'\n${HINT}`],
    [
      ['--format', 'xml', GOOD],
      `error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, markdown, sarif, junit, capture, har, ticket, html, mermaid.\n${HINT}`,
    ],
    [['--unknown', GOOD], `error: unknown option '--unknown'\n${HINT}`],
  ])('%j', async (args, why) => {
    expect(await runCli(args)).toEqual({ status: 2, stdout: '', stderr: `${why}\n` });
  });

  test.each([
    [['--portal', 'missing.json', GOOD], 'missing.json: no such file'],
    [
      ['--portal', GOOD, GOOD],
      `${GOOD}: holds no field of the Partner Portal, such as issuer or redirect_uris`,
    ],
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
