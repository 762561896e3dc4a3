import { expect, test } from 'vitest';
import type { Hop } from '../../../src/core/model/index.ts';
import { carriedBy } from '../../../src/core/sequence/index.ts';
import { authorizeUrl, hop } from '../../support/builders.ts';

const named = (url: string, more: Partial<Hop> = {}) => carriedBy({ id: 'h', ...hop(url), ...more });

test('protocol parameters of the URL, in the order in which people look for them', () => {
  expect(named(authorizeUrl())).toEqual(['client_id', 'state']);
  expect(named('https://app.example.gov/cb?state=s&x=1&code=c')).toEqual(['code', 'state']);
});

test('protocol fields of a form', () => {
  const fields = [{ name: 'SAMLResponse', value: 'PHhtbC8+' }];
  const request = { body: { kind: 'form', fields, omitted: 1 } } as const;
  expect(named('https://sp.example.gov/acs', { method: 'POST', request })).toEqual(['SAMLResponse']);
});
