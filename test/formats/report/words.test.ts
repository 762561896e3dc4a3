import { describe, expect, test } from 'vitest';
import { causeWords } from '../../../src/formats/report/words.ts';

const url = 'https://app.example.gov/start';

describe('what started a navigation', () => {
  test('is said with the document that it started in', () => {
    expect(causeWords({ kind: 'form', document: { url } })).toEqual({
      words: 'form submission from',
      from: url,
    });
  });

  test('is said apart from a page that was only shown', () => {
    expect(causeWords({ kind: 'form', document: { url, onlyShown: true } })).toEqual({
      words: 'form submission, with this page shown:',
      from: url,
    });
  });

  test.each([{ kind: 'typed' }, { kind: 'link', document: {} }] as const)(
    'is all that is said of %o',
    (cause) => {
      expect(causeWords(cause)).toEqual({ words: cause.kind === 'typed' ? 'typed address' : 'link' });
    },
  );
});
