import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indentXml } from '../../../src/core/decode/indent-xml.ts';

/** The text without white space that stands between two tags. */
function tight(xml: string): string {
  return xml.replace(/>\s+</g, '><').trim();
}

describe('indentXml', () => {
  test.each([
    ['<a><b>x</b><c/></a>', '<a>\n  <b>x</b>\n  <c/>\n</a>'],
    ['<?xml version="1.0"?>\n<a  x="1">\n\n<b/></a>', '<?xml version="1.0"?>\n<a  x="1">\n  <b/>\n</a>'],
    ['<a></a>', '<a></a>'],
    ['<a><!-- c --><b/></a>', '<a>\n  <!-- c -->\n  <b/>\n</a>'],
    ['<a x=">"><b/></a>', '<a x=">">\n  <b/>\n</a>'],
  ])('%j', (xml, indented) => {
    expect(indentXml(xml)).toBe(indented);
  });

  test.each(['<a>text <b>x</b> more</a>', '<a><![CDATA[x]]><b/></a>'])('leaves %j as it is', (xml) => {
    expect(indentXml(xml)).toBe(xml);
  });

  test.each(['', 'no xml', '<a', '<a><b></a>', '</a>', '<!-- <a>', '<a b="'])('ends with %j', (xml) => {
    expect(tight(indentXml(xml))).toBe(tight(xml));
  });

  test('moves nothing but white space between tags', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      ' ',
      '\n',
      'text',
      '<!-- c -->',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const xml = pieces.join('');
        expect(indentXml(xml).replace(/\s/g, '')).toBe(xml.replace(/\s/g, ''));
      }),
      { seed: 1 },
    );
  });
});
