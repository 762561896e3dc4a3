import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand, formPage } from '../../../src/formats/reproduce/request-text.ts';

const URL_OF_ENDPOINT = 'https://idp.int.identitysandbox.gov/api/saml/auth2026';
const HOSTILE = '"><script>alert(1)</script>\'$(id)`id`\n&amp;';

describe('a posted request as a page', () => {
  it('holds every field as text, and no script', () => {
    const page = formPage({
      method: 'POST',
      url: URL_OF_ENDPOINT,
      fields: [
        { name: 'SAMLRequest', value: 'PHNhbWw+' },
        { name: HOSTILE, value: HOSTILE },
      ],
    });
    expect(page).toContain(`action="${URL_OF_ENDPOINT}"`);
    expect(page).toContain('<input type="hidden" name="SAMLRequest" value="PHNhbWw+">');
    expect(page).not.toMatch(/<script/i);
    expect(page.match(/<input/g)).toHaveLength(2);
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
  });
});

/** What a shell hands to the command. */
function argumentsOf(command: string): readonly string[] {
  const told = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], {
    encoding: 'utf8',
  });
  return told.split('\0').slice(0, -1);
}

describe('a request as a command', () => {
  it('means the same to a shell, whatever it holds', () => {
    const url = `${URL_OF_ENDPOINT}?a='$(id)'\`id\``;
    expect(argumentsOf(curlCommand({ method: 'GET', url }))).toEqual(['--include', new URL(url).href]);
  });

  it('has the form percent-encoded', () => {
    const fields = [{ name: 'SAMLRequest', value: HOSTILE }];
    const [include, address, option, body = ''] = argumentsOf(
      curlCommand({ method: 'POST', url: URL_OF_ENDPOINT, fields }),
    );
    expect([include, address, option]).toEqual(['--include', URL_OF_ENDPOINT, '--data-raw']);
    expect([...new URLSearchParams(body)]).toEqual([['SAMLRequest', HOSTILE]]);
  });
});
