import { describe, expect, test } from 'vitest';
import { readHead } from '../../../src/formats/har/head-policies.ts';

/** Expected as Chromium's parser puts the elements: only a meta in the head has a say. */

const meta = (content: string, name = 'Content-Security-Policy') =>
  `<meta http-equiv="${name}" content="${content}">`;
/** Of a head that was read. */
function policiesInHead(html: string): readonly string[] {
  const read = readHead(html);
  return read.kind === 'read' ? read.policies : expect.fail('It was too large.');
}
const SELF = meta("form-action 'self'");

describe('counts', () => {
  test.each([
    ['in the head', `<!doctype html><html><head><title>a < b</title>${SELF}</head><body></body></html>`],
    ['without a head of its own', `<!doctype html>\n<!-- a page -->\n${SELF}<p>text`],
    ['after the end tag of the head', `<head></head>\n${SELF}<body>`],
    ['after a script, a style and a link', `<script>'<p>'</script><style>p{}</style><link href="x">${SELF}`],
    ['after a noscript', `<head><noscript><p>Turn on scripts</p></noscript>${SELF}`],
    ['after a template', `<head><template><template></template><p></template>${SELF}`],
    ['after a byte order mark', `\ufeff<!doctype html>${SELF}`],
    ['after an end tag that opens nothing', `<head></title></script></p>${SELF}`],
  ])('one %s', (_, html) => {
    expect(policiesInHead(html)).toEqual(["form-action 'self'"]);
  });

  test('whatever the case and the quotes, entities decoded', () => {
    const html = `<META CONTENT='form-action &#39;self&#39; https://a.gov' HTTP-EQUIV=content-security-POLICY>`;
    expect(policiesInHead(html)).toEqual(["form-action 'self' https://a.gov"]);
  });

  test('each of several, in order', () => {
    expect(policiesInHead(`${meta("script-src 'self'")}${SELF}`)).toEqual([
      "script-src 'self'",
      "form-action 'self'",
    ]);
  });
});

describe('does not count', () => {
  test.each([
    ['in the body', `<body>${SELF}`],
    ['after the first element of the body', `<head><title>x</title></head><div></div>${SELF}`],
    ['after text', `<head>text${SELF}`],
    ['after a sign that begins no tag', `<head>< ${SELF}`],
    ['after the end tag of the body', `<head></body>${SELF}`],
    ['in a noscript', `<head><noscript>${SELF}</noscript>`],
    ['in a template', `<head><template>${SELF}</template>`],
    ['in a comment', `<head><!-- ${SELF} -->`],
    ['in a script', `<head><script>"${SELF.replaceAll('"', "'")}"</script>`],
    ['that reports only', meta("form-action 'self'", 'Content-Security-Policy-Report-Only')],
    ['without a content', '<meta http-equiv="Content-Security-Policy">'],
    ['that does not end', '<head><meta http-equiv="Content-Security-Policy" content="form-action'],
  ])('one %s', (_, html) => {
    expect(policiesInHead(html)).toEqual([]);
  });
});

test('of a document that says it over and over, only the first are kept', () => {
  expect(policiesInHead(SELF.repeat(5_000))).toHaveLength(20);
  expect(policiesInHead(meta('x'.repeat(19_900)))[0]).toHaveLength(19_900);
});

test('a head without end is read no further than some milliseconds allow', () => {
  const html = '<link rel="x">'.repeat(50_000);
  expect(readHead(`${html}${SELF}`)).toEqual({ kind: 'too-large', bytes: html.length + SELF.length });
});
