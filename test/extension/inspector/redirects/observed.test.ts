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

test('of a page of Login.gov, which sends its policies in headers, none are missing', () => {
  const seen = { request: { headers: [header] }, response: { status: 200, headers: [html] } };
  expect(unseenOf(hop('h', 'https://idp.int.identitysandbox.gov/', seen))).toEqual([]);
  expect(unseenOf(hop('h', 'https://sp.example.gov/', seen))).toEqual(['policies in <meta> elements']);
});

const html = { name: 'Content-Type', value: 'text/html; charset=utf-8' };
const shown = (response: object) =>
  unseenOf(
    hop('h', 'https://sp.example.gov/', {
      request: { headers: [header] },
      response: { status: 200, headers: [html], ...response },
    }),
  );

test('a page whose head nobody read may hold policies', () => {
  expect(shown({})).toEqual(['policies in <meta> elements']);
  expect(shown({ meta: { kind: 'too-large', bytes: 2_000_000 } })).toEqual([
    'policies in <meta> elements (the page was too long to be read: 2000000 bytes)',
  ]);
  expect(shown({ meta: { kind: 'read', policies: [] } })).toEqual([]);
  expect(shown({ status: 302, redirectUrl: 'https://sp.example.gov/home' })).toEqual([]);
});
