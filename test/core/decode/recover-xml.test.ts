import { describe, expect, test } from 'vitest';
import { recoverXml } from '../../../src/core/decode/recover-xml.ts';

/** What libxml2 2.9 makes of these, as an application of it sees them. */
describe('XML that is not well-formed', () => {
  test.each([
    [
      'an attribute without quotation marks ends its element',
      '<a><b c=1 d="2">x</b></a>',
      '<a><b/>1 d="2">x</a>',
    ],
    ['an attribute without a value does, too', '<a><b c>x</b></a>', '<a><b>x</b></a>'],
    ['and so for the root element, of which nothing else is left', '<a c=1><b/></a>', '<a/>'],
    ['an attribute twice is taken once', '<a b="1" b="2"/>', '<a b="1"/>'],
    ['attributes without white space between them', '<a><b c="1"d="2"/></a>', '<a><b c="1"/>d="2"/></a>'],
    ['a value ends before "<"', '<a><b c="1<d/></a>', '<a><b c="1"/><d/></a>'],
    ['another end tag closes the innermost element', '<a><b>1</c>2</a>', '<a><b>1</b>2</a>'],
    ['a missing end tag lets the element run on', '<a><b>1<c>2</c></a>', '<a><b>1<c>2</c></b></a>'],
    ['the end of the text closes all', '<a><b>1', '<a><b>1</b></a>'],
    ['cut inside an end tag', '<a><b>1</', '<a><b>1</b></a>'],
    ['cut inside a start tag', '<a><b c="1" d', '<a><b c="1"/></a>'],
    ['an entity that is not declared', '<a b="1&x;">2&x;3</a>', '<a b="1">23</a>'],
    ['an ampersand by itself', '<a>1 & 2&x 3</a>', '<a>1  2 3</a>'],
    ['a reference to no character', '<a>1&#0;2&#x;3&#65;</a>', '<a>123&#65;</a>'],
    [
      'after a fault no entity is read, but characters are',
      '<a>&lt;&x;<b/>&lt;&#65;</a>',
      '<a>&lt;<b/>&#65;</a>',
    ],
    ['"<" before no name', '<a>1 < 2</a>', '<a>1  2</a>'],
    ['a control character', '<a>1\u00012</a>', '<a>12</a>'],
    ['something behind the root element', '<a/>x<b/>', '<a/>'],
    ['a declaration behind white space', '\n<?xml version="1.0"?><a>&lt;</a>', '<a></a>'],
  ])('%s', (_, text, recovered) => {
    expect(recoverXml(text)).toMatchObject({ text: recovered, faulty: true });
  });

  test.each(['', ' ', 'x<a/>', '<1/>', '<!-- <a/> -->', '</a>'])('%j has no root element', (text) => {
    expect(recoverXml(text)).toBeUndefined();
  });
});

describe('well-formed XML', () => {
  test.each([
    '<a/>',
    '<p:a xmlns:p="u" b=\'"\'><!-- c --><?d e?><![CDATA[<&>]]>&amp;&#65;</p:a>',
    '<a b = "1"\n\tc="&lt;"></a >',
  ])('stays what it is: %s', (text) => {
    expect(recoverXml(text)?.faulty).toBe(false);
  });

  test('loses what surrounds the root element', () => {
    const text = '\ufeff<?xml version="1.0"?>\n<!-- b --><a>1</a>\n<?c?>';
    expect(recoverXml(text)).toMatchObject({ text: '<a>1</a>', faulty: false });
  });
});

test('takes time in proportion to the text', () => {
  const parts = ['<a b="', "<a b='", '<!--', '<![CDATA[', '<?', '&', '<a ', '</', '<a>', '&#x'];
  for (const part of parts) {
    const text = `<r>${part.repeat(100_000)}`;
    expect(recoverXml(text)?.faulty).toBe(true);
  }
});
