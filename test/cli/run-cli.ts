import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line from its source, as `npx tsx src/cli/main.ts` does. */
export function runCli(args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], { cwd: ROOT });
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '' }));
    // A program that refuses its arguments ends before it reads.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Path of a file in test/fixtures/har. */
export function harFile(name: string): string {
  return `test/fixtures/har/${name}`;
}

/** The sample authorization request of the support page, with its line breaks and placeholders. */
export const SAMPLE_OIDC = `https://idp.int.identitysandbox.gov/openid_connect/authorize?
  acr_values=http%3A%2F%2Fidmanagement.gov%2Fns%2Fassurance%2Fial%2F1&
  client_id=\${CLIENT_ID}&
  nonce=\${NONCE}&
  prompt=select_account&
  redirect_uri=\${REDIRECT_URI}&
  response_type=code&
  scope=openid+email&
  state=abcdefghijklmnopabcdefghijklmnop`;

/** The sample AuthnRequest of the support page. */
const SAMPLE_AUTHN_REQUEST = `<samlp:AuthnRequest AssertionConsumerServiceURL='https://sp.int.identitysandbox.gov/auth/saml/callback?utf8=%E2%9C%93&amp;loa=1'
                    Destination='https://idp.int.identitysandbox.gov/api/saml/auth'
                    ID='_6fca7b78-9ab7-49f5-bd62-18c48eac3c68'
                    IssueInstant='2017-02-23T20:36:17Z'
                    Version='2.0'
                    xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion'
                    xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol'>
  <saml:Issuer>urn:gov:gsa:SAML:2.0.profiles:sp:sso:rails-int</saml:Issuer>
  <!-- ... -->
</samlp:AuthnRequest>
`;

/** It over the redirect binding (SAML bindings, section 3.4.4.1). */
export const SAMPLE_SAML = `https://idp.int.identitysandbox.gov/api/saml/auth2026?SAMLRequest=${encodeURIComponent(
  deflateRawSync(SAMPLE_AUTHN_REQUEST).toString('base64'),
)}`;

/** For the tests of a file: writes a text to a folder that goes with them, and returns its path. */
export function temporaryFiles(): (name: string, text: string) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'login-gov-inspector-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
}
