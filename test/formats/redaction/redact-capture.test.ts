import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { Capture, Hop } from '../../../src/core/model/index.ts';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import {
  afterSignIn,
  authnRequest,
  authorizeUrl,
  CODE_CHALLENGE,
  callbackUrl,
  flowCapture,
  navigation,
  pageHop,
  pkceTokenRequest,
  redirect,
  requestCapture,
  samlRedirectUrl,
  tokenRequest,
} from '../../support/builders.ts';

const STATE = '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b';

async function redactedHops(capture: Capture): Promise<readonly Hop[]> {
  const { capture: redacted } = await redactCapture(capture);
  return redacted.flows.flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops));
}

function query(url: string | undefined): URLSearchParams {
  return new URL(url ?? '').searchParams;
}

describe('a value', () => {
  test('is the same wherever it stands, and of the same kind', async () => {
    const [asked, returned] = await redactedHops(
      flowCapture(navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())])),
    );
    const state = query(asked?.url).get('state');
    expect(state).toMatch(/^[\da-f]{32}$/);
    expect(state).not.toBe(STATE);
    expect(query(returned?.url).get('state')).toBe(state);
    expect(query(asked?.response?.redirectUrl).get('state')).toBe(state);
    expect(asked?.response?.headers).toEqual([{ name: 'Location', value: returned?.url }]);
  });

  test('is another one in each export', async () => {
    const capture = requestCapture(authorizeUrl());
    const [[one], [other]] = [await redactedHops(capture), await redactedHops(capture)];
    expect(query(one?.url).get('state')).not.toBe(query(other?.url).get('state'));
  });

  test('that differs from another still does, be there only ten of its kind', async () => {
    const digits = [...'0123456789'].map((digit) => `n${digit}=${digit}${digit}`).join('&');
    const [hop] = await redactedHops(requestCapture(`${authorizeUrl()}&${digits}`));
    const values = [...query(hop?.url)].flatMap(([name, value]) => (/^n\d$/.test(name) ? [value] : []));
    expect(new Set(values).size).toBe(10);
  });

  test('keeps its escapes, in either case', async () => {
    const [hop] = await redactedHops(requestCapture(`${authorizeUrl()}&a=x%2fY+z%2F%zz%ff&b=%c3%bC`));
    expect(hop?.url).toMatch(/&a=[a-z]%2f[A-Z]\+[a-z]%2F%[a-z]{2}%ff&b=%[cC]3%[0-9a-fA-F]{2}$/);
  });
});

describe('what stays', () => {
  test('hosts, registered addresses, and how the sign-in was asked for', async () => {
    const [hop] = await redactedHops(requestCapture(authorizeUrl()));
    const [before, after] = [query(authorizeUrl()), query(hop?.url)];
    for (const name of ['acr_values', 'client_id', 'prompt', 'redirect_uri', 'response_type', 'scope']) {
      expect(after.get(name)).toBe(before.get(name));
    }
  });

  test('where a request went and came from, and what the browser calls an error', async () => {
    const headers = [
      { name: 'Host', value: 'idp.int.identitysandbox.gov' },
      { name: 'Origin', value: 'null' },
      { name: 'Referer', value: 'https://app.example.gov/' },
      { name: 'User-Agent', value: 'Test/1.0' },
    ];
    const [hop] = await redactedHops(
      flowCapture(
        navigation([{ ...pageHop(authorizeUrl()), request: { headers }, error: 'Error code 2152398879' }]),
      ),
    );
    expect(hop?.request?.headers).toEqual(headers);
    expect(hop?.error).toBe('Error code 2152398879');
  });

  test('an AuthnRequest without anything secret, byte by byte', async () => {
    const url = samlRedirectUrl(authnRequest(), { RelayState: undefined });
    const [hop] = await redactedHops(requestCapture(url));
    expect(hop?.url).toBe(url);
    expect(hop?.verdicts).toBeUndefined();
  });

  test('Login.gov’s own words, not those of others', async () => {
    const { capture } = await redactCapture(
      flowCapture({
        ...navigation([pageHop(authorizeUrl())]),
        page: {
          title: 'OpenID Connect Authorization | Login.gov',
          messages: [
            'Nonce is too short (minimum is 22 characters), Quillfeather.',
            'ID de cliente: 请填写这一字段。',
          ],
          policies: [],
        },
      }),
    );
    const page = capture.flows[0]?.navigations[0]?.page;
    expect(page?.title).toBe('OpenID Connect Authorization | Login.gov');
    expect(page?.messages[0]).toMatch(/^Nonce is too short \(minimum is 22 characters\), [A-Z][a-z]{11}\.$/);
    expect(page?.messages[0]).not.toContain('Quillfeather');
    expect(page?.messages[1]).toContain('请填写这一字段。');
  });
});

describe('what was verified before', () => {
  test('a signature over a RelayState is recorded, and no longer in the file', async () => {
    const [hop] = await redactedHops(requestCapture(samlRedirectUrl(authnRequest())));
    expect(query(hop?.url).get('Signature')).not.toBe('c2lnbmF0dXJl');
    expect(hop?.verdicts?.signature).toMatchObject({
      by: 'parameter',
      bySpecification: { outcome: 'no_certificate' },
    });
  });

  test('rules about certificates are skipped where nothing was verified', async () => {
    const capture = requestCapture(samlRedirectUrl(authnRequest()));
    const { capture: redacted } = await redactCapture(capture);
    const portal = { certs: ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'] };
    const [flow] = (await inspect(redacted, { portal })).flows;
    expect(flow?.findings.map(({ rule }) => rule)).not.toContain('saml-signature-unverifiable');
    expect(flow?.skipped.map(({ rule }) => rule)).toContain('saml-signature-unverifiable');
  });

  test('a client_assertion that nobody verified is not called wrong', async () => {
    const { capture } = await redactCapture(afterSignIn([tokenRequest()]));
    const hop = capture.flows[0]?.navigations.at(-1)?.hops[0];
    expect(hop?.verdicts).toEqual({});
  });

  test('a code_verifier still matches its code_challenge', async () => {
    const asked = { code_challenge: CODE_CHALLENGE, code_challenge_method: 'S256' };
    const hops = await redactedHops(afterSignIn([pkceTokenRequest()], asked));
    const challenge = query(hops[0]?.url).get('code_challenge');
    expect(challenge).not.toBe(CODE_CHALLENGE);
    expect(challenge).toMatch(/^[\w-]{43}$/);
    const { flows } = await inspect((await redactCapture(afterSignIn([pkceTokenRequest()], asked))).capture);
    expect(flows[0]?.findings.map(({ rule }) => rule)).not.toContain('oidc-token-code-verifier');
  });

  test('redacting once more keeps it', async () => {
    const once = await redactCapture(requestCapture(samlRedirectUrl(authnRequest())));
    const [hop] = await redactedHops(once.capture);
    expect(hop?.verdicts?.signature?.by).toBe('parameter');
  });
});

test('says what was replaced, and how often', async () => {
  const { replaced } = await redactCapture(
    flowCapture(navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())])),
  );
  expect(replaced).toEqual([
    { what: 'code', values: 1, places: 3 },
    { what: 'nonce', values: 1, places: 1 },
    { what: 'state', values: 1, places: 4 },
  ]);
});

const HARS = new URL('../../fixtures/har/', import.meta.url);

test.each(readdirSync(HARS).filter((name) => name.endsWith('.har')))(
  '%s gives the same findings redacted',
  async (name) => {
    const { capture } = importHar(readFileSync(new URL(name, HARS), 'utf8'));
    const { capture: redacted } = await redactCapture(capture);
    const rules = ({ flows }: Awaited<ReturnType<typeof inspect>>) =>
      flows.map(({ findings, outcome }) => [
        outcome.kind,
        outcome.hop,
        findings.map(({ rule, evidence }) => [rule, evidence.map(({ hop, at }) => [hop, at])]),
      ]);
    expect(rules(await inspect(redacted))).toEqual(rules(await inspect(capture)));
  },
);

test('any capture is redacted to a capture', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[<>&;%#=?/"'a-z0-9\s[\]!-]{0,60}$/),
    fc.constantFrom(
      '<a b="',
      'https://u@h/p;x=1?a=%41%zz#f',
      '%',
      'eyJhIjoxfQ.eyJhIjoxfQ.x',
      '\ud800',
      '&#0;',
    ),
  );
  const header = fc.record({
    name: fc.oneof(text, fc.constantFrom('refresh', 'location', 'content-security-policy', 'authorization')),
    value: text,
  });
  const field = fc.record({
    name: fc.oneof(
      text,
      fc.constantFrom('SAMLResponse', 'SAMLRequest', 'state', 'redirect_uri', 'client_assertion'),
    ),
    value: text,
  });
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      fc.array(header, { maxLength: 4 }),
      fc.array(field, { maxLength: 4 }),
      async (url, title, headers, fields) => {
        const hop: Hop = {
          id: url,
          url: `https://secure.login.gov/${url}`,
          method: 'POST',
          seenBy: ['file'],
          error: title,
          request: { headers, body: { kind: 'form', fields, omitted: 0 } },
          response: { status: 400, headers, redirectUrl: url, bodyText: title },
        };
        const capture: Capture = {
          version: 1,
          flows: [
            {
              id: '1',
              navigations: [
                {
                  id: '1',
                  cause: { kind: 'link', document: { url, onlyShown: true } },
                  committed: true,
                  hops: [hop],
                  page: { title, messages: [title], policies: [] },
                },
              ],
            },
          ],
        };
        const { capture: redacted } = await redactCapture(capture);
        expect(v.is(captureSchema, redacted)).toBe(true);
        const [navigation] = redacted.flows[0]?.navigations ?? [];
        expect(navigation?.hops).toHaveLength(1);
        expect(navigation?.cause).toMatchObject({ kind: 'link', document: { onlyShown: true } });
      },
    ),
    { numRuns: 300 },
  );
});
