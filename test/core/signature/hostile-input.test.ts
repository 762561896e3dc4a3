import { array, assert, asyncProperty, constantFrom, oneof, option, string } from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { parseParameters } from '../../../src/core/decode/parameters.ts';
import { readCertificates, verifySamlSignature } from '../../../src/core/signature/index.ts';
import { parseDocument } from '../../../src/core/signature/parse-document.ts';
import { type KeyPair, makeKey, posted, signedQueryText, signedRequest } from './signers.ts';

/** Whatever a page sends: an answer, soon, and nothing on the console. */

let key: KeyPair;
let signed: string;
let query: string;

beforeAll(async () => {
  key = await makeKey('app');
  signed = signedRequest(key);
  query = signedQueryText(key, { relayState: 'x' });
});

const PIECES = [
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">',
  '<Signature/>',
  '</ds:Signature>',
  '<ds:Reference URI="#a"/>',
  '<SignedInfo xmlns="">',
  ' ID="_4f3c2b1a09d8"',
  ' Algorithm="x"',
  '<X509Certificate>',
  'xmlns=""',
  'xmlns:ds="ds"',
  '<![CDATA[',
  ']]>',
  '<!--',
  '&#0;',
  '&x;',
  '"',
  '=',
];

describe('anything', () => {
  test('as XML or parameters has an answer', async () => {
    const text = oneof(
      string({ unit: 'binary' }),
      array(constantFrom(...PIECES)).map((pieces) => pieces.join('')),
    );
    await assert(
      asyncProperty(
        option(text, { nil: undefined }),
        text,
        array(text, { maxLength: 2 }),
        async (xml, sent, registered) => {
          const parameters = parseParameters(`${sent}&SAMLRequest=${sent}&Signature=${sent}`);
          const request = { hop: 'h', registered, given: registered, ...(xml !== undefined && { xml }) };
          for (const each of [parameters, []]) {
            const verification = await verifySamlSignature({ ...request, parameters: each });
            expect(JSON.parse(JSON.stringify(verification ?? null))).toEqual(verification ?? null);
            expect(verification?.bySpecification.outcome).not.toBe('verified');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('put into a signed request has an answer', async () => {
    const places = string({ minLength: 1, maxLength: 3 }).map(
      (text) => text.charCodeAt(0) * 31 + text.length,
    );
    await assert(
      asyncProperty(places, places, constantFrom(...PIECES, '', '<', 'x'), async (from, cut, piece) => {
        const at = (from * 7919) % signed.length;
        const xml = signed.slice(0, at) + piece + signed.slice(at + (cut % 40));
        const request = { hop: 'h', xml, parameters: posted(xml), registered: [key.certificate] };
        expect((await verifySamlSignature(request))?.hop ?? 'h').toBe('h');
        const changed =
          query.slice(0, at % query.length) + piece + query.slice((at % query.length) + (cut % 40));
        const parameters = parseParameters(changed);
        expect((await verifySamlSignature({ ...request, parameters }))?.hop ?? 'h').toBe('h');
      }),
      { numRuns: 300 },
    );
  });

  test('as a certificate has an answer', async () => {
    const start = Buffer.from(key.certificate.replace(/-----[^-]+-----/g, ''), 'base64');
    await assert(
      asyncProperty(
        string({ unit: 'binary' }),
        constantFrom(0, 4, 40, 400, start.length - 5),
        async (text, kept) => {
          const der = Buffer.concat([
            start.subarray(0, kept),
            Buffer.from(text, 'latin1'),
            start.subarray(kept),
          ]);
          for (const each of [text, der.toString('base64')]) {
            const result = await readCertificates(each);
            if (!result.ok) expect(result.detail).toMatch(/\.$/);
          }
        },
      ),
    );
  });
});

describe('what takes others long', () => {
  const range = (length: number, piece: (index: number) => string) =>
    Array.from({ length }, (_, index) => piece(index));
  const info =
    '<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/><Reference URI="#x"/>';
  const around = (inside: string, extra = '') =>
    `<r ID="x"><Signature><SignedInfo>${info}${inside}</SignedInfo><DigestValue/></Signature>${extra}</r>`;
  const prefixes = `<e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${range(80_000, (index) => `p${index}`).join(' ')}"/>`;

  test.each([
    ['depth', `<r><Signature/>${'<a>'.repeat(4900)}${'</a>'.repeat(4900)}</r>`],
    ['elements', `<r><Signature/>${'<a/>'.repeat(200_000)}</r>`],
    ['attributes', `<Signature ${range(4900, (index) => `a${index}="x"`).join(' ')}/>`],
    [
      'namespaces',
      `<Signature ${range(2400, (index) => `xmlns:p${index}="urn:p"`).join(' ')}>${'<b xmlns:q="urn:q"/>'.repeat(2400)}</Signature>`,
    ],
    ['references', around('<Reference URI="#x"/>'.repeat(4000), 'x'.repeat(400_000))],
    ['prefixes', around(prefixes, '<b/>'.repeat(9000)).replace(/Algorithm="[^"]*"/, 'Algorithm=""')],
    ['entities', around('', '&#x41;'.repeat(150_000))],
    ['open comments', around('', '<!--'.repeat(9000))],
    ['spaces', `<Signature ${' '.repeat(900_000)}/>`],
    ['size', `<Signature>${'x'.repeat(2_000_000)}</Signature>`],
  ])('takes little time: %s', async (_, xml) => {
    expect(await verifySamlSignature({ hop: 'h', xml, parameters: [], registered: [] })).toBeDefined();
  });

  test('and entities are neither expanded nor fetched, and nothing is logged', () => {
    const spies = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const document = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><r>&a;&b;</r>';
    for (const xml of [document, '<r>&a;</r>', '<r a=b>', '<r a>', '</r>', '<r><a></r>', '']) {
      expect(parseDocument(xml).ok).toBe(false);
    }
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});
