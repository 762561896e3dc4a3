import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainXml } from '../../../src/core/decode/plain-xml.ts';
import { parseAnyXml } from '../../../src/core/decode/xml.ts';
import { authnRequest } from '../../../src/core/rules/example-support/index.ts';

const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 30 }, { arbitrary: odd, weight: 1 });
const name = often(
  fc.constantFrom('a', 'p:b', 'q:b', 'Issuer', 'xml:lang', '_'),
  fc.constantFrom('constructor', '__proto__', 'prototype', 'ä', 'p:', '1'),
);
const value = often(
  fc.constantFrom('', ' ', 'u', 'urn:x', '&amp;lt;', '&quot;', 'é', '1 2', ']]'),
  fc.oneof(
    fc.string({ maxLength: 8, unit: fc.constantFrom(...'ab <>&;"\'\n\t\r]é\0') }),
    fc.constantFrom('&#65;', '&x;', ']]>', '\ud800', '😀'),
  ),
);
const attribute = fc
  .tuple(fc.oneof(name, fc.constantFrom('xmlns', 'xmlns:p', 'xmlns:q')), value, fc.constantFrom('"', "'"))
  .map(([key, content, quote]) => ` ${key}=${quote}${content}${quote}`);
const attributes = fc.array(attribute, { maxLength: 3 }).map((all) => all.join(''));
const piece = often(
  fc.oneof(value, fc.constantFrom('<a/>', '\n  ', '>')),
  fc.constantFrom('<!-- c -->', '<![CDATA[<&]]>', '<?d e?>', '</a>', '<a'),
);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, piece, tie('element')), { maxLength: 4 }),
    )
    .map(([local, own, content]) => `<${local}${own}>${content.join('')}</${local}>`),
}));
const document = fc
  .tuple(
    often(fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'), fc.constantFrom(' ', '\ufeff')),
    element,
  )
  .map(([before, root]) => before + root);
/** A character put in, taken out or changed. */
const altered = fc
  .tuple(document, fc.nat(), fc.nat(1), fc.constantFrom('', '<', '>', '&', '"', '=', '/', ' ', 'x', ':'))
  .map(([text, at, taken, put]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + put + text.slice(from + taken);
  });

describe('plain XML', () => {
  test('is read as any XML is', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(document, altered), (text) => {
        const root = readPlainXml(text);
        if (root === undefined) return;
        plain += 1;
        expect(parseAnyXml(text)).toEqual({ ok: true, root });
      }),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  test.each([
    ['an AuthnRequest', authnRequest()],
    ['with a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${authnRequest()}\n`],
    ['references to the five entities', '<a b="&lt;&amp;">&gt;<c/>&quot;&apos;</a>'],
    ['namespaces', '<a xmlns="u" xmlns:p="v"><p:b c="1" p:c="2"/><b xmlns=""/></a>'],
    ['single quotation marks', "<a b='1'>é</a>"],
  ])('is %s', (_, text) => {
    expect(readPlainXml(text)).toBeDefined();
    expect(parseAnyXml(text)).toEqual({ ok: true, root: readPlainXml(text) });
  });

  test.each([
    '',
    'x',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a b="1"c="2"/>',
    '<a>&x;</a>',
    '<a>&#65;</a>',
    '<a>\r\n</a>',
    '<a><!-- b --></a>',
    '<a><![CDATA[b]]></a>',
    '<!DOCTYPE a><a/>',
    '<a><?b?></a>',
    '<__proto__/>',
    '<ä/>',
    '<a>'.repeat(30) + '</a>'.repeat(30),
  ])('is not %j', (text) => {
    expect(readPlainXml(text)).toBeUndefined();
  });

  test.each(['<a ', '<a b="" ', '<a b="', '<a>', '</a>', '<', 'x', '&', '\n', '<a b1="" '])(
    'is not as many %j as a message may have, and that is soon known',
    (part) => {
      expect(readPlainXml(`<a>${part.repeat(2_000_000 / part.length)}`)).toBeUndefined();
      expect(readPlainXml(`<a ${part.repeat(2_000_000 / part.length)}`)).toBeUndefined();
    },
  );
});
