import { expect, test } from 'vitest';
import { apiAnswer } from '../../../src/core/decode/api-answer.ts';
import type { Hop } from '../../../src/core/model/index.ts';
import { TOKEN_URL, USERINFO_URL } from '../../support/builders.ts';

function answered(url: string, status: number, bodyText?: string): Hop {
  const response = { status, headers: [], ...(bodyText !== undefined && { bodyText }) };
  return { id: 'h', url, seenBy: ['file'], response };
}

test('an answer nobody saw says nothing', () => {
  expect(apiAnswer(undefined)).toEqual({ problems: [] });
  expect(apiAnswer({ id: 'h', url: TOKEN_URL, seenBy: ['file'] })).toEqual({ problems: [] });
});

test('an error is recognised as that of its endpoint', () => {
  const error = 'Grant type no figura en la lista Code … https://developers.login.gov/support/#token-expired';
  const { problems, ...rest } = apiAnswer(answered(TOKEN_URL, 400, JSON.stringify({ error })));
  expect(rest).toEqual({ status: 400, error });
  expect(problems.map(({ id }) => id)).toEqual(['token-expired-code', 'token-inclusion-grant-type']);
  expect(apiAnswer(answered(USERINFO_URL, 401, JSON.stringify({ error }))).problems).toEqual([]);
});

test.each(['', '{', 'null', '[]', '{"error":1}', '{"message":"x"}', 'x'.repeat(200_000)])(
  'a body without an error has none: %.20s',
  (body) => {
    expect(apiAnswer(answered(TOKEN_URL, 400, body))).toEqual({ status: 400, problems: [] });
  },
);
