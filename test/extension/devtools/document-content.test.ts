import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readMetaPolicies } from '../../../src/extension/devtools/document-content.ts';
import { entrySchema } from '../../../src/formats/har/har-schema.ts';

/** The text of a document, as each browser's developer tools hand it over. */

const POLICY = "form-action 'self'";
const HTML = `<!doctype html><title>x</title><meta http-equiv="Content-Security-Policy" content="${POLICY}"><p>text`;

const entry = ({ mimeType = 'text/html', size = HTML.length } = {}) =>
  v.parse(entrySchema, {
    startedDateTime: '2026-03-03T15:41:07Z',
    request: { method: 'GET', url: 'https://app.example.gov/' },
    response: { status: 200, content: { mimeType, size } },
  });
const read = (content: unknown, more?: Parameters<typeof entry>[0]) =>
  readMetaPolicies({ getContent: async () => content }, entry(more));

describe('is read', () => {
  test.each([
    ['as an object', { content: HTML, encoding: '' }],
    ['as a list', [HTML, '']],
    ['as a list with the type', [HTML, 'text/html']],
    ['in base64', { content: btoa(HTML), encoding: 'base64' }],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual({ kind: 'read', policies: [POLICY] });
  });

  test('and may have no policy', async () => {
    expect(await read(['<!doctype html><p>', ''])).toEqual({ kind: 'read', policies: [] });
  });
});

describe('is not read', () => {
  test.each([
    ['where the browser has forgotten it', null],
    ['where it gives no text', { content: null, encoding: null }],
    ['where it gives an empty text', ['', '']],
  ])('%s', async (_, content) => {
    expect(await read(content)).toBeUndefined();
  });

  test('where the browser refuses', async () => {
    const getContent = async () => {
      throw new Error('No resource with given identifier found');
    };
    expect(await readMetaPolicies({ getContent }, entry())).toBeUndefined();
    expect(await readMetaPolicies({}, entry())).toBeUndefined();
  });

  test('where it is no page', async () => {
    expect(await read([HTML, ''], { mimeType: 'application/json' })).toBeUndefined();
  });

  test('where it is too long, and then not asked for', async () => {
    const getContent = () => expect.fail('It was asked for.');
    const size = 1024 * 1024 + 1;
    expect(await readMetaPolicies({ getContent }, entry({ size }))).toEqual({
      kind: 'too-large',
      bytes: size,
    });
    expect(await read(['x'.repeat(3 * 1024 * 1024), ''])).toMatchObject({ kind: 'too-large' });
  });
});
