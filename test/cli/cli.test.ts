import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeKeyPair } from '../../playground/keys.ts';
import { FORMATS } from '../../src/cli/report.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { harFile, runCli, SAMPLE_OIDC, SAMPLE_SAML, temporaryFiles } from './run-cli.ts';

const GOOD = harFile('chromium-oidc-good.har');
const GAP = harFile('chromium-oidc-gap.har');

const file = temporaryFiles();

describe.concurrent('a URL', () => {
  test('the sample OIDC request of the support page', async () => {
    const { status, stdout, stderr } = await runCli([SAMPLE_OIDC]);

    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain(`OIDC · \${CLIENT_ID} · unfinished\nOnly the sign-in request is known`);
    expect(stdout).toContain(`OIDC authorization request at hop 1
  acr_values     http://idmanagement.gov/ns/assurance/ial/1
  client_id      \${CLIENT_ID}
  nonce          \${NONCE}
  prompt         select_account
  redirect_uri   \${REDIRECT_URI}
  response_type  code
  scope          openid email
  state          abcdef… (32 characters)
`);
    expect(stdout).toContain('warning oidc-acr-values-deprecated: ');
  });

  test('the sample SAML request of the support page', async () => {
    const { status, stdout, stderr } = await runCli([SAMPLE_SAML]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('SAML · urn:gov:gsa:SAML:2.0.profiles:sp:sso:rails-int · unfinished\n');
    expect(stdout).toContain('decoded  base64, then DEFLATE, then XML\n');
    expect(stdout).toContain(
      '    <saml:Issuer>urn:gov:gsa:SAML:2.0.profiles:sp:sso:rails-int</saml:Issuer>\n',
    );
    expect(stdout).toContain('saml-signature-missing');
  });

  test('as JSON is the inspection itself', async () => {
    const { status, stdout } = await runCli(['--format', 'json', SAMPLE_OIDC]);
    const { flows } = JSON.parse(stdout);

    expect(status).toBe(1);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      protocol: 'oidc',
      client: `\${CLIENT_ID}`,
      outcome: { kind: 'unfinished' },
      messages: [{ kind: 'oidc-authorize-request' }],
    });
    expect(
      flows[0].messages[0].parameters.map(({ name, value }: { name: string; value: string }) => [
        name,
        value,
      ]),
    ).toEqual([
      ['acr_values', 'http://idmanagement.gov/ns/assurance/ial/1'],
      ['client_id', `\${CLIENT_ID}`],
      ['nonce', `\${NONCE}`],
      ['prompt', 'select_account'],
      ['redirect_uri', `\${REDIRECT_URI}`],
      ['response_type', 'code'],
      ['scope', 'openid email'],
      ['state', 'abcdefghijklmnopabcdefghijklmnop'],
    ]);
  });

  test.each([
    ['https://idp.int.identitysandbox.gov/account?code=1', 'https://idp.int.identitysandbox.gov/account'],
    [
      'https://idp.int.identitysandbox.gov/api/openid_connect/token',
      'https://idp.int.identitysandbox.gov/api/openid_connect/token',
    ],
    [
      'https://example.com/\u001b[31mopenid_connect/authorize',
      'https://example.com/\\u{1b}[31mopenid_connect/authorize',
    ],
    ['https://', 'https://'],
  ])('that starts nothing: %j', async (url, shown) => {
    expect(await runCli([url])).toEqual({
      status: 2,
      stdout: '',
      stderr: `${shown} is not a Login.gov endpoint that starts a sign-in or sign-out\n`,
    });
  });
});

describe.concurrent('a file', () => {
  test('with findings of severity error ends with status 1', async () => {
    const { status, stdout, stderr } = await runCli([GAP]);

    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('Chromium refused hop 10, https://app.other.gov/home,');
    expect(stdout).toContain('    Redirect URI to register: https://app.other.gov/home\n');
    expect(stdout).not.toContain('\u001b');
  });

  test('as Markdown', async () => {
    const { status, stdout } = await runCli(['--format', 'markdown', GAP]);

    expect(status).toBe(1);
    expect(stdout).toMatch(/^## OIDC · `urn:gov:gsa:[\w.:-]+` · refused by the browser\n/);
    expect(stdout).toContain(
      '#### error: Redirect chain leaves the form-action list (`csp-form-action-redirect-gap`)',
    );
  });

  test('without errors ends with status 0', async () => {
    const { status, stdout, stderr } = await runCli([GOOD]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(' · signed in\n');
  });

  test('of a capture', async () => {
    const capture = file('capture.json', JSON.stringify(importHar(readFileSync(GAP, 'utf8')).capture));
    const [fromCapture, fromHar] = await Promise.all([
      runCli(['--format', 'json', capture]),
      runCli(['--format', 'json', GAP]),
    ]);

    expect(JSON.parse(fromCapture.stdout)).toEqual(JSON.parse(fromHar.stdout));
    expect(fromCapture.status).toBe(1);
  });

  test('with a URL in it', async () => {
    const { status, stdout } = await runCli([file('url.txt', `\n${SAMPLE_OIDC}\n`)]);

    expect(status).toBe(1);
    expect(stdout).toContain(`OIDC · \${CLIENT_ID}`);
  });

  test('what an importer leaves out is a warning on standard error', async () => {
    const { status, stderr } = await runCli([harFile('chromium-oidc-gap-status-0.har')]);

    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^test\/fixtures\/har\/chromium-oidc-gap-status-0\.har: warning: log\.entries\[8\]: .*\n$/,
    );
  });
});

describe.concurrent('standard input', () => {
  test('a HAR, a capture or a URL', async () => {
    const har = readFileSync(GAP, 'utf8');
    const [fromHar, fromCapture, fromUrl] = await Promise.all([
      runCli(['-'], har),
      runCli(['-'], JSON.stringify(importHar(har).capture)),
      runCli(['--format', 'json', '-'], SAMPLE_SAML),
    ]);

    expect(fromHar.status).toBe(1);
    expect(fromCapture).toEqual(fromHar);
    expect(fromUrl.status).toBe(0);
    expect(JSON.parse(fromUrl.stdout).flows[0].client).toBe('urn:gov:gsa:SAML:2.0.profiles:sp:sso:rails-int');
  });

  test('that is none of them', async () => {
    expect(await runCli(['-'], '[1, 2')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '-: not JSON: the text ends too early, after 5 bytes; expected is a HAR file, a capture file, an export of SAML-tracer, a URL of a Login.gov endpoint, or a SAMLRequest or SAMLResponse\n',
    });
  });
});

describe.concurrent('several inputs', () => {
  test('are reported under their names, and the worst status wins', async () => {
    const [errors, unusable] = await Promise.all([
      runCli([GOOD, GAP, SAMPLE_OIDC]),
      runCli([GAP, 'missing.har', GOOD]),
    ]);

    expect(errors.status).toBe(1);
    expect(errors.stdout.match(/^=== .* ===$/gm)).toEqual([
      `=== ${GOOD} ===`,
      `=== ${GAP} ===`,
      '=== https://idp.int.identitysandbox.gov/openid_connect/authorize?… ===',
    ]);
    expect(unusable.status).toBe(2);
    expect(unusable.stderr).toMatch(/^missing\.har: no such file; .*\n$/);
    expect(unusable.stdout.match(/^=== .* ===$/gm)).toEqual([`=== ${GAP} ===`, `=== ${GOOD} ===`]);
  });

  test('as JSON are a list', async () => {
    const { status, stdout } = await runCli(['--format', 'json', GOOD, SAMPLE_OIDC]);
    const list = JSON.parse(stdout);

    expect(status).toBe(1);
    expect(list.map(({ input }: { input: string }) => input)).toEqual([GOOD, SAMPLE_OIDC]);
    expect(list[0].inspection.flows[0].outcome.kind).toBe('signed-in');
    expect(list[1].inspection.flows[0].outcome.kind).toBe('unfinished');
  });
});

describe.concurrent('the portal configuration', () => {
  test('lets its rules be asked', async () => {
    const portal = file(
      'portal.json',
      JSON.stringify({ redirect_uris: ['https://oidc-sp.example.gov/auth/result'], owner: 'x' }),
    );
    const [without, withPortal] = await Promise.all([
      runCli(['--format', 'json', GAP]),
      runCli(['--format', 'json', '--portal', portal, GAP]),
    ]);
    const skipped = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout).flows[0].skipped.map(({ rule }: { rule: string }) => rule);

    expect(skipped(without)).toContain('csp-form-action-gap-predicted');
    expect(skipped(withPortal)).not.toContain('csp-form-action-gap-predicted');
  });

  test('names the field that is wrong, and uses the others', async () => {
    const portal = file(
      'wrong-portal.json',
      '{"redirect_uris":"https://sp.example.gov/","active":true,"certs":["x"]}',
    );
    const { status, stdout, stderr } = await runCli(['--format', 'json', '--portal', portal, GOOD]);

    expect(status).toBe(2);
    expect(stderr).toBe(
      `${portal}: redirect_uris must be a list, not text; left out\n${portal}: certs.0 cannot be read as an X.509 certificate in PEM\n`,
    );
    const skipped = JSON.parse(stdout).flows[0].skipped.map(({ rule }: { rule: string }) => rule);
    expect(skipped).toContain('oidc-redirect-uri-not-registered');
    expect(skipped).not.toContain('service-provider-inactive');
  });

  test('takes certificates from PEM files, and says which cannot be read', async () => {
    const { certificate } = await makeKeyPair('sp.example.gov');
    const good = file('good.pem', certificate);
    const broken = file(
      'broken.pem',
      `${certificate}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    );

    expect((await runCli(['--cert', good, '--cert', good, GOOD])).status).toBe(0);
    const { status, stdout, stderr } = await runCli(['--cert', broken, GOOD]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${broken}: certificate 2 cannot be read as X.509\n`,
    });
    expect(stdout).toContain('Findings');
  });
});

describe.concurrent('in CI', () => {
  test('warnings fail a run where they are asked to', async () => {
    const [lax, strict] = await Promise.all([
      runCli([SAMPLE_SAML]),
      runCli(['--fail-on', 'warning', SAMPLE_SAML]),
    ]);
    expect([lax.status, strict.status]).toEqual([0, 1]);
  });

  test('an ignored finding fails no run, and is told with its reason', async () => {
    const list = file(
      'ignore.json',
      JSON.stringify([
        { rule: 'csp-form-action-redirect-gap', reason: 'Registered on Monday.' },
        { rule: 'oidc-prompt-missing', reason: 'Old client.' },
      ]),
    );
    const { status, stdout, stderr } = await runCli(['--ignore', list, GAP]);

    expect(status).toBe(0);
    expect(stdout).toContain(
      'Ignored\n  error csp-form-action-redirect-gap: Redirect chain leaves the form-action list (Registered on Monday.)\n',
    );
    expect(stdout).toMatch(/\n1 flow: 0 errors, .*, 1 ignored\.\n$/);
    expect(stderr).toMatch(/ignore\.json: warning: oidc-prompt-missing was not found\n$/);
  });

  test('with a broken ignore list nothing is said to be in order', async () => {
    const list = file('broken.json', '[{"rule": "csp-form-action-redirect-gap"}]');
    const { status, stdout, stderr } = await runCli(['--ignore', list, GOOD]);

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/broken\.json: not an ignore list: 0\.reason is missing\n$/);
  });

  test('several files as SARIF and as JUnit, one of them missing', async () => {
    const [sarif, junit] = await Promise.all(
      ['sarif', 'junit'].map((format) => runCli(['--format', format, GOOD, GAP, 'none.har'])),
    );

    expect([sarif?.status, junit?.status]).toEqual([2, 2]);
    const [run] = JSON.parse(sarif?.stdout ?? '').runs;
    expect(run.results.filter(({ level }: { level: string }) => level === 'error')).toMatchObject([
      {
        ruleId: 'csp-form-action-redirect-gap',
        locations: [{ physicalLocation: { artifactLocation: { uri: GAP } } }],
      },
    ]);
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(junit?.stdout).toContain(`<testsuite name="${GAP}, flow 1: OIDC `);
    expect(junit?.stdout).toMatch(/<error message="none\.har: no such file/);
  });
});

test('--help explains every format and the exit status', async () => {
  const { status, stdout } = await runCli(['--help']);
  expect(status).toBe(0);
  const [, explained = ''] = /\nFormats:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  for (const format of FORMATS) expect(explained).toContain(format);
  expect(stdout).toContain('Exit status: 0');
});
