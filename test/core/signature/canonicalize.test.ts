import { describe, expect, test } from 'vitest';
import { type CanonicalizationMethod, canonicalize } from '../../../src/core/signature/canonicalize.ts';
import { verifySamlSignature } from '../../../src/core/signature/index.ts';
import { parseDocument } from '../../../src/core/signature/parse-document.ts';
import { elementsIn } from '../../../src/core/signature/xml-document.ts';
import { type Random, seeded } from '../../support/seeded.ts';
import {
  EXCLUSIVE,
  INCLUSIVE,
  INCLUSIVE_11,
  makeKey,
  posted,
  signatureTemplate,
  signWithXmlsec,
} from './signers.ts';

/** The element `e` of the text; the first one. */
function canonical(xml: string, method: CanonicalizationMethod): string {
  const parsed = parseDocument(xml);
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  const apex = [...elementsIn(parsed.document)].find(({ localName }) => localName === 'e');
  if (apex === undefined) throw new Error('There is no element e.');
  return canonicalize(apex, method);
}

const exclusive: CanonicalizationMethod = { exclusive: true };
const inclusive: CanonicalizationMethod = { exclusive: false, version: '1.0' };

describe('the canonical form of an element', () => {
  test.each([
    ['empty elements', '<e/>', '<e></e>'],
    ['attributes in their order', '<e b="2"\n a=\'1\'/>', '<e a="1" b="2"></e>'],
    [
      'prefixed attributes behind others, by namespace',
      '<e xmlns:a="urn:2" xmlns:b="urn:1" a:z="" b:z="" z=""/>',
      '<e xmlns:a="urn:2" xmlns:b="urn:1" z="" b:z="" a:z=""></e>',
    ],
    [
      'escapes in attributes',
      '<e a="&lt;&gt;&amp;&quot;\'&#9;&#10;&#13;\t\n"/>',
      '<e a="&lt;>&amp;&quot;\'&#x9;&#xA;&#xD;  "></e>',
    ],
    ['escapes in text', '<e>&lt;>&amp;"&#13;\r\n&#xe9;</e>', '<e>&lt;&gt;&amp;"&#xD;\né</e>'],
    ['CDATA as text', '<e><![CDATA[<&]]>x</e>', '<e>&lt;&amp;x</e>'],
    ['no comments', '<e>a<!-- c -->b</e>', '<e>ab</e>'],
    ['processing instructions', '<e><?p  a b?><?q?></e>', '<e><?p a b?><?q?></e>'],
    ['characters outside of the BMP', '<e a="😀">𐐀</e>', '<e a="😀">𐐀</e>'],
    ['white space of XML 1.1 as it is', '<e>a\u0085b\u2028</e>', '<e>a\u0085b\u2028</e>'],
  ])('has %s', (_, xml, expected) => {
    expect(canonical(xml, exclusive)).toBe(expected);
    expect(canonical(xml, inclusive)).toBe(expected);
  });

  const inside =
    '<r xmlns="urn:d" xmlns:u="urn:u" xmlns:p="urn:p" xml:lang="en" xml:id="x"><p:e u:a=""><f xmlns=""/><p:g xmlns:p="urn:p"/></p:e></r>';

  test.each<[string, CanonicalizationMethod, string]>([
    ['what it uses', exclusive, '<p:e xmlns:p="urn:p" xmlns:u="urn:u" u:a=""><f></f><p:g></p:g></p:e>'],
    [
      'what it uses and what is listed',
      { ...exclusive, prefixList: ['#default', 'none'] },
      '<p:e xmlns="urn:d" xmlns:p="urn:p" xmlns:u="urn:u" u:a=""><f xmlns=""></f><p:g></p:g></p:e>',
    ],
    [
      'all that is in scope, and the xml: attributes around it',
      inclusive,
      '<p:e xmlns="urn:d" xmlns:p="urn:p" xmlns:u="urn:u" xml:id="x" xml:lang="en" u:a=""><f xmlns=""></f><p:g></p:g></p:e>',
    ],
    [
      'by version 1.1, no xml:id of another element',
      { exclusive: false, version: '1.1' },
      '<p:e xmlns="urn:d" xmlns:p="urn:p" xmlns:u="urn:u" xml:lang="en" u:a=""><f xmlns=""></f><p:g></p:g></p:e>',
    ],
  ])('inside another declares %s', (_, method, expected) => {
    expect(canonical(inside, method)).toBe(expected);
  });

  test('has comments where they are asked for', () => {
    expect(canonical('<e><!-- c\r\n --></e>', { ...exclusive, withComments: true })).toBe(
      '<e><!-- c\n --></e>',
    );
  });
});

test('the canonical form is that of libxml2, through xmlsec1', async () => {
  const key = await makeKey('app');
  for (let seed = 1; seed <= 50; seed++) {
    const random = seeded(seed);
    const list = random.below(2) === 0 ? {} : { transformPrefixes: `${random.pick(PREFIXES)} #default ds` };
    const template = signatureTemplate({
      c14n: random.pick([EXCLUSIVE, INCLUSIVE, INCLUSIVE_11]),
      transform: random.pick([EXCLUSIVE, INCLUSIVE, INCLUSIVE_11]),
      uri: '#_1',
      ...list,
    });
    const xml = signWithXmlsec(key, randomRequest(random, template));
    const verification = await verifySamlSignature({ hop: 'h', xml, parameters: posted(xml) });
    expect({ seed, ...verification?.bySpecification }).toEqual({
      seed,
      outcome: 'verified',
      certificateFrom: 'key-info',
    });
  }
});

const PREFIXES = ['a', 'b', 'B', 'é', '𐐀', '豈'];
const TEXTS = [
  'x',
  ' \n',
  '\r\n',
  '&amp;&lt;',
  '&gt;"\'',
  '&#13;&#9;',
  'é😀',
  '<![CDATA[<&]]>',
  '<!-- c -->',
  '<?p d?>',
];
const VALUES = ['', 'x', '&#10;&#9;&#13;', '\n\t ', '&lt;&amp;&quot;', "'>", 'é😀'];

/** An AuthnRequest with random content, in an element with random namespaces. */
function randomRequest(random: Random, template: string): string {
  const outer = `xmlns:a="urn:a0" xmlns="urn:d0" xml:lang="en" xml:space="preserve" ${declarations(random)}`;
  const request = [
    '<q:AuthnRequest xmlns:q="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1">',
    randomElement(random, 3, ['a', '']),
    template,
    randomElement(random, 3, ['a', '']),
    '</q:AuthnRequest>',
  ].join(random.pick(TEXTS));
  return `<r ${outer}>${request}</r>`;
}

function declarations(random: Random): string {
  return random
    .shuffled(PREFIXES.slice(1))
    .slice(0, random.below(3))
    .map((prefix) => `xmlns:${prefix}="urn:${random.below(3)}"`)
    .join(' ');
}

function randomElement(random: Random, depth: number, outer: readonly string[]): string {
  const declared = declarations(random);
  const scope = [...outer, ...[...declared.matchAll(/xmlns:([^=]+)=/g)].map(([, prefix]) => prefix ?? '')];
  const prefixed = (name: string) => {
    const prefix = random.pick(scope);
    return prefix === '' ? name : `${prefix}:${name}`;
  };
  const name = prefixed('n');
  const attributes = [
    declared,
    random.pick(['', '', 'xmlns=""', 'xmlns="urn:d1"']),
    random.pick(['', '', 'xml:lang="fr"']),
    `${prefixed('z')}="${random.pick(VALUES)}" y="${random.pick(VALUES)}"`,
  ];
  const children = Array.from({ length: depth === 0 ? 0 : random.below(4) }, () =>
    random.below(2) === 0 ? random.pick(TEXTS) : randomElement(random, depth - 1, scope),
  );
  return `<${name} ${attributes.join(' ')}>${children.join('')}</${name}>`;
}
