import { describe, expect, test } from 'vitest';
import { parseXml } from '../../../src/core/decode/xml.ts';
import { attribute, childrenNamed, type XmlElement } from '../../../src/core/decode/xml-element.ts';
import { LIMITS } from '../../../src/core/limits.ts';

const ENTITY_BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';

function rootOf(text: string): XmlElement {
  const result = parseXml(text);
  if (!result.ok) throw new Error(result.detail);
  return result.root;
}

describe('a document', () => {
  test('has its namespaces resolved, whatever the prefixes', () => {
    const inner = { local: 'Issuer', namespace: SAML, attributes: [], children: [], text: 'me' };
    expect(rootOf(`<p:A xmlns:p="urn:p" xmlns="${SAML}" ID="1" p:x="2"><Issuer>me</Issuer></p:A>`)).toEqual({
      local: 'A',
      namespace: 'urn:p',
      attributes: [
        { local: 'ID', namespace: '', value: '1' },
        { local: 'x', namespace: 'urn:p', value: '2' },
      ],
      children: [inner],
      text: 'me',
    });
  });

  test('gives a declaration no effect outside its element', () => {
    const root = rootOf('<a xmlns:p="urn:1"><b xmlns:p="urn:2"><p:x/></b><p:x/></a>');
    expect(childrenNamed(childrenNamed(root, 'b')[0], 'x')[0]?.namespace).toBe('urn:2');
    expect(childrenNamed(root, 'x')[0]?.namespace).toBe('urn:1');
  });

  test('lets an inner element leave the default namespace', () => {
    const root = rootOf('<a xmlns="urn:1"><b xmlns=""><c/></b></a>');
    const inner = childrenNamed(root, 'b')[0];
    expect([root.namespace, inner?.namespace, inner?.children[0]?.namespace]).toEqual(['urn:1', '', '']);
  });

  test('has no namespace where the prefix is not declared, and the prefix is part of its name', () => {
    expect(rootOf('<p:a/>')).toMatchObject({ local: 'p:a', namespace: '' });
  });

  test('keeps white space in texts and joins what comments and CDATA divide', () => {
    expect(rootOf('<a> one<!-- no --> <![CDATA[<two>&amp;]]>\n</a>').text).toBe(' one <two>&amp;\n');
  });
});

describe('entities', () => {
  test('that XML predefines are read', () => {
    expect(rootOf('<a b="&quot;&apos;">&lt;&gt;&amp;amp;</a>')).toMatchObject({
      attributes: [{ value: '"\'' }],
      text: '<>&amp;',
    });
  });

  test('that name a character are read', () => {
    expect(rootOf('<a>&#65;&#x42;&#x1F600;</a>').text).toBe('AB😀');
  });

  test.each(['&#0;', '&#x110000;', '&#9999999;', '&nbsp;', '&undeclared;', '&AMP;', '&;', '&'])(
    'such as %s are dropped, which is a fault',
    (entity) => {
      const result = parseXml(`<a>${entity}</a>`);
      expect(result).toMatchObject({
        ok: true,
        root: { text: '' },
        fault: { code: 'not-xml', detail: expect.any(String) },
      });
    },
  );

  test.each(['toString', 'valueOf', 'isFrozen'])(
    'named like a member of Object are dropped, too: %s',
    (name) => {
      expect(rootOf(`<a b="1&${name};">2&${name};</a>`)).toMatchObject({
        attributes: [{ value: '1' }],
        text: '2',
      });
    },
  );
});

describe('a document type', () => {
  test('is passed over with its declarations: no entity of its own is expanded', () => {
    const result = parseXml(ENTITY_BOMB);
    expect(result.ok && result.root).toMatchObject({ local: 'a', children: [], text: '' });
  });

  test('is passed over where it refers elsewhere, and nothing is fetched', () => {
    expect(parseXml('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toMatchObject({
      ok: true,
      root: { local: 'a', children: [], text: '' },
    });
  });
});

describe('a document that is nested deeply', () => {
  const nested = (depth: number) =>
    `<r><before/>${'<a>'.repeat(depth - 1)}${'</a>'.repeat(depth - 1)}<after/></r>`;

  test('is read as deeply as libxml2 reads it', () => {
    const result = parseXml(nested(LIMITS.xmlDepth));
    expect(result).toMatchObject({
      ok: true,
      root: { children: [{ local: 'before' }, {}, { local: 'after' }] },
    });
    expect(result).not.toHaveProperty('fault');
  });

  test.each([LIMITS.xmlDepth + 1, 100_000])(
    '%i levels: what is deeper is dropped, and what follows',
    (depth) => {
      const result = parseXml(nested(depth));
      expect(result).toMatchObject({
        ok: true,
        fault: { code: 'too-deep', detail: `Elements are nested deeper than ${LIMITS.xmlDepth}.` },
      });
      expect(result.ok && result.root.children.map(({ local }) => local)).toEqual(['before', 'a']);
      let levels = 0;
      for (let at = result.ok ? result.root : undefined; at !== undefined; at = at.children.at(-1))
        levels += 1;
      expect(levels).toBe(LIMITS.xmlDepth);
    },
  );
});

describe('a document that is not read', () => {
  test.each([
    ['', 'Line 1: Start tag expected.'],
    ['a request', "Line 1: char 'a' is not expected."],
    ['\n\n< a b="">', "Line 3: Invalid space after '<'."],
    ['<!-- only a comment -->', 'Line 1: Start tag expected.'],
  ])('%j: %s', (text, detail) => {
    expect(parseXml(text)).toEqual({ ok: false, detail });
  });

  test.each(['<a><b>x</b></', '<a><b>x</b><!-- x', '<a><b>x</b><![CDATA[ x'])(
    'but cut inside markup it is read up to there: %j',
    (text) => {
      const result = parseXml(text);
      expect(result).toMatchObject({ ok: true, fault: { code: 'not-xml', detail: expect.any(String) } });
      expect(result.ok && result.root.children.map(({ local }) => local)).toEqual(['b']);
    },
  );

  test('speaks of no library', () => {
    for (const text of ['<a b="', '<<<<', '<a><!', '<?xml', '<a x=']) {
      const result = parseXml(text);
      expect(result.ok ? '' : result.detail).not.toMatch(/readTagExp|position \d/);
    }
  });
});

describe('a document with a fault', () => {
  test.each([
    ['that closes another element', '<a><b></a>', 'b'],
    ['that ends too early', '<a><b>text', 'b'],
    ['that repeats an attribute', '<a x="1" x="2"><b/></a>', 'b'],
    ['with text behind its end', '<a><b/></a> more', 'b'],
  ])('%s is read, and the fault is named', (_, text, child) => {
    const result = parseXml(text);
    expect(result).toMatchObject({
      ok: true,
      root: { local: 'a' },
      fault: { code: 'not-xml', detail: expect.stringMatching(/^Line 1: /) },
    });
    expect(childrenNamed(result.ok ? result.root : undefined, child)).toHaveLength(1);
  });
});

describe('names of Object', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
    '%s, as an element or an attribute, changes no object',
    (name) => {
      parseXml(`<a ${name}="1"/>`);
      parseXml(`<a><${name} polluted="1"><polluted/></${name}></a>`);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      expect(String({})).toBe('[object Object]');
    },
  );

  test('are no attributes of an element that has none', () => {
    expect(attribute(rootOf('<a/>'), 'constructor')).toBeUndefined();
  });
});

test('looking into what is not there finds nothing', () => {
  expect(childrenNamed(undefined, 'a')).toEqual([]);
  expect(attribute(undefined, 'a')).toBeUndefined();
});

test('many declarations cost their number, not its square', () => {
  // Copying the declarations in scope for each of the inner elements would take minutes.
  const declarations = Array.from({ length: 20_000 }, (_, index) => `xmlns:p${index}="u"`).join(' ');
  const root = rootOf(`<a ${declarations}>${'<b xmlns:q="v"><q:c/></b>'.repeat(20_000)}</a>`);
  expect(root.children).toHaveLength(20_000);
  expect(root.children.at(-1)?.children[0]?.namespace).toBe('v');
});
