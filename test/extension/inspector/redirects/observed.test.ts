import { expect, test } from 'vitest';
import { unseenOf } from '../../../../src/extension/inspector/redirects/observed.ts';
import { hop } from '../samples.ts';

const header = { name: 'Accept', value: '*/*' };

test('nothing is missing of a hop that was seen whole', () => {
  const request = { headers: [header] };
  const response = { status: 200, headers: [header] };
  expect(unseenOf(hop('h', 'https://sp.example.gov/', { request, response }))).toEqual([]);
});

test('of one known as the target of a redirect, nearly all is', () => {
  expect(unseenOf({ id: 'h', url: 'https://sp.example.gov/', seenBy: ['location'] })).toEqual([
    'the method',
    'request headers',
    'the answer',
    'the time',
  ]);
});

test('a POST without a body and an answer without headers', () => {
  const response = { status: 302, headers: [] };
  const posted = hop('h', 'https://sp.example.gov/', {
    method: 'POST',
    request: { headers: [header] },
    response,
  });
  expect(unseenOf(posted)).toEqual(['the body', 'response headers']);
});
