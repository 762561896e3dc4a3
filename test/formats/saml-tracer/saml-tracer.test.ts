import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import { importFile } from '../../../src/formats/import/index.ts';
import { IDP } from '../har/har-text.ts';

const XML =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-01-02T03:04:05Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">urn:example:caf\u00e9</Issuer></samlp:AuthnRequest>';
const AUTH = `${IDP}/api/saml/auth2026`;
const MESSAGE = Buffer.from(XML).toString('base64');
/** SAML-tracer shows bytes as Latin-1. */
const SHOWN = Buffer.from(XML).toString('latin1');
const hashOf = (value: string) => `{hash:${createHash('sha256').update(value).digest('hex')}}`;

const headers = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([name, value]) => ({ name, value }));
const DOCUMENT = headers({
  'Sec-Fetch-Dest': 'document',
  'User-Agent': 'Mozilla/5.0 Gecko/20100101 Firefox/140.0',
});

/** A request as SAML-tracer 1.9 exports it. */
const posted = {
  method: 'POST',
  url: AUTH,
  requestId: '71',
  requestHeaders: DOCUMENT,
  responseHeaders: headers({ Location: `${IDP}/`, 'Content-Type': 'text/html' }),
  post: [
    ['SAMLRequest', MESSAGE],
    ['RelayState', 'there'],
  ],
  postData: { SAMLRequest: [MESSAGE], RelayState: ['there'] },
  protocol: 'SAML-P',
  saml: SHOWN,
  samlart: null,
  responseStatus: 302,
  responseStatusText: 'HTTP/2.0 302 Found',
};
const followed = {
  method: 'GET',
  url: `${IDP}/`,
  requestId: '71',
  requestHeaders: DOCUMENT,
  responseHeaders: headers({ 'Content-Type': 'text/html' }),
  get: [],
  saml: null,
  samlart: null,
  responseStatus: 200,
  responseStatusText: 'HTTP/2.0 200 OK',
};

function importOf(requests: readonly unknown[]) {
  const text = JSON.stringify({ requests, timestamp: '2026-01-02T03:04:05.000Z' }, null, 2);
  return importFile([new TextEncoder().encode(text)]);
}

async function issuerOf(requests: readonly unknown[]) {
  const { capture, warnings } = await importOf(requests);
  const { flows } = await inspect(capture);
  const message = flows[0]?.messages.find(({ kind }) => kind === 'saml-authn-request');
  const issuer = message?.kind === 'saml-authn-request' ? message.document?.issuer : undefined;
  return { issuer, warnings, capture };
}

describe('an export of SAML-tracer', () => {
  test('gives the chain, without times, and the browser', async () => {
    const { issuer, warnings, capture } = await issuerOf([posted, followed]);

    expect(warnings).toEqual([]);
    expect(issuer).toBe('urn:example:café');
    expect(capture.flows).toHaveLength(1);
    expect(capture.flows[0]?.engine).toBe('firefox');
    const hops = capture.flows[0]?.navigations[0]?.hops ?? [];
    expect(hops.map(({ url, response }) => [url, response?.status])).toEqual([
      [AUTH, 302],
      [`${IDP}/`, 200],
    ]);
    expect(hops.some((hop) => 'time' in hop)).toBe(false);
  });

  const { post: _, ...withoutPost } = posted;
  const { requestId: __, ...withoutId } = posted;
  test.each<[string, unknown]>([
    ['with postData alone', withoutPost],
    [
      'of a version before 1.0',
      { ...withoutId, id: '1', requestHeaders: DOCUMENT.map(({ name, value }) => [name, value]) },
    ],
    [
      'of Awesome SAML Tracer',
      {
        ...posted,
        responseStatus: undefined,
        responseHeaders: undefined,
        res: { statusCode: 302, statusLine: 'x', responseHeaders: posted.responseHeaders },
      },
    ],
  ])('%s', async (_name, request) => {
    const { issuer, capture } = await issuerOf([request, followed]);
    expect(issuer).toBe('urn:example:café');
    expect(capture.flows[0]?.navigations[0]?.hops).toHaveLength(2);
  });

  test('by the redirect binding: the URL is decoded, not the shown text', async () => {
    const url = `${AUTH}?SAMLRequest=${encodeURIComponent(deflateRawSync(XML).toString('base64'))}`;
    expect((await issuerOf([{ ...followed, url, saml: SHOWN }])).issuer).toBe('urn:example:café');
  });

  test('without responses', async () => {
    const { responseHeaders: ___, ...unanswered } = posted;
    const { warnings } = await importOf([{ ...unanswered, responseStatus: undefined }]);
    expect(warnings).toEqual([`requests[0]: ${AUTH} has no response (no response in the file)`]);
  });
});

describe('masked values', () => {
  const PROFILES = {
    'mask values': [hashOf(MESSAGE), hashOf('there')],
    'remove values': ['{obf:alternative_1}', '{obf:alternative_2}'],
  };

  test.each(Object.entries(PROFILES))(
    '%s: the XML beside is read, the mask is not',
    async (_name, [message, state]) => {
      const masked = {
        ...posted,
        post: [
          ['SAMLRequest', message],
          ['RelayState', state],
        ],
        postData: '{overwritten}',
      };
      const { issuer, warnings, capture } = await issuerOf([masked, followed]);

      expect(issuer).toBe('urn:example:café');
      expect(warnings).toEqual([
        'requests[0]: SAMLRequest is masked in the file; the XML that stands beside it was read',
        'requests[0]: RelayState is masked in the file and was not decoded',
      ]);
      expect(JSON.stringify(capture)).not.toContain(message);
    },
  );

  test('without the XML the form counts as unknown', async () => {
    const masked = {
      ...posted,
      post: [['SAMLRequest', hashOf(MESSAGE)]],
      postData: '{overwritten}',
      saml: null,
    };
    const { capture, warnings } = await importOf([masked]);
    expect(warnings).toEqual(['requests[0]: SAMLRequest is masked in the file and was not decoded']);
    expect(capture.flows[0]?.navigations[0]?.hops[0]?.request).not.toHaveProperty('body');
    const { flows } = await inspect(capture);
    expect(
      flows[0]?.findings.filter(({ rule }) => rule.includes('decod') || rule.includes('base64')),
    ).toEqual([]);
  });
});
