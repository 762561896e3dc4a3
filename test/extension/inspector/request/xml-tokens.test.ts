import { describe, expect, it } from 'vitest';
import { xmlTokens } from '../../../../src/extension/inspector/request/xml-tokens.ts';
import { REQUEST_XML } from '../samples.ts';

const joined = (xml: string) =>
  xmlTokens(xml)
    .map(({ text }) => text)
    .join('');

describe('xmlTokens', () => {
  it('tells tags, attributes, text and comments apart', () => {
    expect(xmlTokens('<a b="1<2"/>')).not.toEqual([]);
    expect(xmlTokens('<a b="1">x<!-- <c> --></a>')).toEqual([
      { kind: 'tag', text: '<a ' },
      { kind: 'name', text: 'b' },
      { kind: 'tag', text: '=' },
      { kind: 'value', text: '"1"' },
      { kind: 'tag', text: '>' },
      { kind: 'text', text: 'x' },
      { kind: 'comment', text: '<!-- <c> -->' },
      { kind: 'tag', text: '</a>' },
    ]);
  });

  it.each([REQUEST_XML, '', 'no markup', '<a', '<!-- open', "<<a b='1' c>>", '<a b="1'])(
    'loses nothing of %j',
    (xml) => expect(joined(xml)).toBe(xml),
  );

  it.each([
    ['tags', '<a '.repeat(30_000)],
    ['one long name', `<${'a'.repeat(100_000)}`],
    ['open values', `<a ${'b="'.repeat(30_000)}`],
    ['open comments', '<!--'.repeat(30_000)],
  ])('loses nothing of %s', (_what, xml) => {
    expect(joined(xml)).toBe(xml);
  });
});
