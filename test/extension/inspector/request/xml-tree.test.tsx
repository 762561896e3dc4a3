import { describe, expect, it } from 'vitest';
import { indentXml } from '../../../../src/core/decode/indent-xml.ts';
import { xmlLines } from '../../../../src/core/decode/xml-lines.ts';
import type { Evidence } from '../../../../src/core/model/index.ts';
import { XmlTree } from '../../../../src/extension/inspector/request/XmlTree.tsx';
import {
  assertionLines,
  unfoldedAround,
  unfoldedLines,
} from '../../../../src/extension/inspector/request/xml-folds.ts';
import { markup } from '../rendering.ts';
import { finding, REQUEST_XML, samlInspection } from '../samples.ts';

const tree = (xml: string, { mark, clear = false }: { mark?: Evidence; clear?: boolean } = {}) =>
  markup(
    <XmlTree
      xml={xmlLines(xml)}
      clear={clear}
      findings={samlInspection.findings}
      hops={['s1']}
      mark={mark}
      onFinding={() => {}}
    />,
  );

/** The text of the lines alone, as a user would copy it. */
const text = (html: string) =>
  [...html.matchAll(/<code class="xml-code">(.*?)<\/code>/gs)]
    .map(([, line = '']) => line.replace(/<[^>]*>/g, ''))
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const at = (name: string, actual?: string): Evidence => ({
  hop: 's1',
  at: { part: 'xml', name },
  ...(actual !== undefined && { actual }),
});

describe('XmlTree', () => {
  it('shows the text as it is, line for line', () => {
    expect(text(tree(REQUEST_XML))).toBe(indentXml(REQUEST_XML));
  });

  it('has the finding at the node that it is about', () => {
    const lines = tree(REQUEST_XML).split('data-testid="xml-line"');
    const marked = lines.filter((line) => line.includes('data-rule="saml-issuer-unregistered"'));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain('saml:Issuer');
  });

  it('marks the node that the user was led to, and its attribute', () => {
    const html = tree(REQUEST_XML, { mark: at('AuthnRequest/RequestedAuthnContext/@Comparison') });
    const [line = ''] = html.split('<div class="xml-line marked" tabindex="-1"').slice(1);
    expect(line).toMatch(/^[^>]*data-marked="true"/);
    expect(line).toContain('<span class="xml-name xml-marked">Comparison</span>');
    expect(line).toMatch(/<span class="xml-value xml-marked">(?:"|&quot;)exact/);
  });

  it('has one fold button that Tab reaches', () => {
    const html = tree(REQUEST_XML);
    expect(html.match(/data-testid="xml-fold"/g)).toHaveLength(2);
    expect(html.match(/class="xml-fold"[^>]*tabindex="0"/g)).toHaveLength(1);
    expect(html).toContain('aria-expanded="true" aria-label="samlp:AuthnRequest"');
  });

  it('draws a window of long XML, around what the user was led to', () => {
    const many = `<r>${'<a>x</a>'.repeat(5000)}<last>y</last></r>`;
    expect(tree(many).match(/data-testid="xml-line"/g)).toHaveLength(200);
    const led = tree(many, { mark: at('r/last') });
    expect(led).toContain('data-marked="true"');
    expect(led).toContain('Show 200 lines before');
  });

  it('cuts a long line, with a way to see all of it', () => {
    const html = tree(`<a>${'x '.repeat(500_000)}</a>`);
    expect(html.length).toBeLessThan(20_000);
    expect(html).toContain('Show all 1000007 characters');
  });

  it('shows hostile text as text', () => {
    const html = tree('<a>\u202e<![CDATA[<img src=x onerror=alert(1)>]]>\u0007</a>');
    expect(html).not.toContain('<img');
    expect(html).toContain('\\u{202e}');
    expect(html).toContain('\\u{7}');
  });

  it('names the user only when asked, in a line of any length', () => {
    const name = 'user@example.gov';
    expect(tree(`<a><NameID>${name}</NameID><b/></a>`)).not.toContain(name);
    expect(tree(`<a><NameID>${name}</NameID><b/></a>`, { clear: true })).toContain(name);
    expect(tree(`<a><NameID>${name}${' '.repeat(5000)}</NameID><b/></a>`)).not.toContain(name);
  });
});

describe('folds', () => {
  const xml = xmlLines('<r><Assertion><a/><b/></Assertion><c><d/></c></r>');

  it('hides what lies between the tags', () => {
    expect(unfoldedLines(xml, new Set())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(unfoldedLines(xml, new Set([1]))).toEqual([0, 1, 5, 6, 7, 8]);
    expect(unfoldedLines(xml, new Set([0, 1]))).toEqual([0]);
  });

  it('folds assertions at first, unless the way leads into one', () => {
    expect(assertionLines(xml)).toEqual([1]);
    expect([...unfoldedAround(xml, new Set([1]), 2)]).toEqual([]);
    expect([...unfoldedAround(xml, new Set([1]), 6)]).toEqual([1]);
  });
});

describe('a finding about something that is not there', () => {
  it('stands where it belongs', () => {
    const missing = finding({ title: 'Not signed', evidence: [at('AuthnRequest/Signature')] });
    const html = markup(
      <XmlTree
        xml={xmlLines(REQUEST_XML)}
        clear={false}
        findings={[missing]}
        hops={['s1']}
        mark={undefined}
        onFinding={() => {}}
      />,
    );
    const [, line = ''] = html.split('data-testid="xml-line"');
    expect(line).toContain('Not signed');
    expect(line).toContain('not there: <code>Signature</code>');
  });
});
