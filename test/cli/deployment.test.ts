import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { captureFromRequest } from '../../src/index.ts';
import { harFile, runCli, temporaryFiles } from './run-cli.ts';

const SANDBOX = 'https://idp.int.identitysandbox.gov';
const NAMED = 'http://localhost:3001';
const URL_THERE = `${NAMED}/openid_connect/authorize?client_id=urn:example:app&scope=openid`;

const file = temporaryFiles();

describe.concurrent('--deployment', () => {
  test('makes another address one of Login.gov: a URL, a HAR file, a capture', async () => {
    const har = readFileSync(harFile('chromium-oidc-good.har'), 'utf8').replaceAll(SANDBOX, NAMED);
    const inputs = [
      URL_THERE,
      file('there.har', har),
      file('there.json', JSON.stringify(captureFromRequest({ url: URL_THERE }))),
    ];
    const { stdout, stderr } = await runCli(['--format', 'json', '--deployment', NAMED, ...inputs]);
    expect(stderr).toBe('');
    const reports: { inspection: { flows: { client?: string }[] } }[] = JSON.parse(stdout);
    expect(reports.map(({ inspection }) => inspection.flows.map(({ client }) => client))).toEqual([
      ['urn:example:app'],
      ['urn:gov:gsa:openidconnect.profiles:sp:sso:example:pkce'],
      ['urn:example:app'],
    ]);
  });

  test('left out, the address is nobody’s', async () => {
    const { status, stderr } = await runCli([URL_THERE]);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `${NAMED}/openid_connect/authorize is on no known deployment; if ${NAMED} is a deployment of Login.gov, name it: in the inspector under Access, on the command line with --deployment\n`,
    );
  });

  test('says what is wrong with an address', async () => {
    const { status, stderr } = await runCli(['--deployment', 'localhost:3001', URL_THERE]);
    expect(status).toBe(2);
    expect(stderr).toContain('The address must begin with https:// or http://');
  });
});
