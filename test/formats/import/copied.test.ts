import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import { importFile } from '../../../src/formats/import/index.ts';
import { AUTHORIZE, IDP } from '../har/har-text.ts';

const importOf = (text: string) => importFile([new TextEncoder().encode(text)]);

const ISSUER = 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:example:app';
const REQUEST = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-01-02T03:04:05Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${ISSUER}</Issuer></samlp:AuthnRequest>`;
const DESTINED = REQUEST.replace(' ID=', ` Destination="https://secure.login.gov/api/saml/auth2026" ID=`);
const ANSWER =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://sp.example.gov/acs" ID="_2" Version="2.0" IssueInstant="2026-01-02T03:04:05Z"/>';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const deflated = (text: string) => deflateRawSync(text).toString('base64');

describe('a URL', () => {
  test.each([
    ['as it is', AUTHORIZE],
    ['with line breaks of an e-mail', AUTHORIZE.replaceAll('&', '\r\n   &')],
    ['between angle brackets', `<${AUTHORIZE}>\n`],
    ['between quotes', `"${AUTHORIZE}"`],
  ])('%s', async (_, text) => {
    const { capture, warnings } = await importOf(text);
    expect(capture.flows[0]?.navigations[0]?.hops[0]?.url).toBe(AUTHORIZE);
    expect(warnings).toEqual([]);
  });
});

describe('a bare SAML message: who sent it is read, where it went is said', () => {
  const SANDBOX = `${IDP}/api/saml/auth2026`;
  const POST = `A bare SAMLRequest does not say how it was sent: taken for a POST request to ${SANDBOX}`;
  const GET = POST.replace('POST', 'GET');

  test.each([
    ['base64', base64(REQUEST), POST],
    ['base64 in lines', base64(REQUEST).replace(/.{60}/g, '$&\n'), POST],
    ['base64, percent-encoded', encodeURIComponent(base64(REQUEST)), POST],
    ['deflated', deflated(REQUEST), GET],
    ['deflated, percent-encoded', encodeURIComponent(deflated(REQUEST)), GET],
    ['XML', `\n${REQUEST}`, POST],
    ['named', `SAMLRequest=${encodeURIComponent(deflated(REQUEST))}&RelayState=x`, GET],
    ['with Destination', base64(DESTINED), POST.replace(SANDBOX, 'the Destination that it names')],
  ])('%s', async (_, text, warning) => {
    const { capture, warnings } = await importOf(text);
    const { flows } = await inspect(capture);
    expect(warnings).toEqual([warning]);
    expect(flows[0]?.messages[0]).toMatchObject({
      kind: 'saml-authn-request',
      decoding: { xml: expect.stringContaining(ISSUER) },
    });
  });

  test.each([
    ['base64', base64(ANSWER)],
    ['named', `SAMLResponse=${encodeURIComponent(base64(ANSWER))}`],
  ])('SAMLResponse, %s', async (_, text) => {
    const { capture, warnings } = await importOf(text);
    const { flows } = await inspect(capture);
    expect(warnings[0]).toContain('A bare SAMLResponse');
    expect(flows[0]?.messages.map(({ kind }) => kind)).toEqual(['saml-response']);
    expect(capture.flows[0]?.navigations[0]?.hops[0]?.url).toBe('https://sp.example.gov/acs');
  });
});
