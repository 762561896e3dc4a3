import { expect, test } from 'vitest';
import { parseDeployment } from '../../src/formats/deployment/parse-deployment.ts';

test.each([
  ['http://localhost:3001', 'http://localhost:3001'],
  ['  https://IDP.Review.Example.gov/  ', 'https://idp.review.example.gov'],
  ['https://idp.review.example.gov:443/openid_connect/authorize?x=1#y', 'https://idp.review.example.gov'],
  ['https://somebody:secret@idp.review.example.gov', 'https://idp.review.example.gov'],
  ['http://[::1]:4000/', 'http://[::1]:4000'],
])('%j names %s', (text, origin) => {
  expect(parseDeployment(text)).toEqual({ ok: true, origin });
});

test.each([
  ['', /^Enter the address of a deployment/],
  ['idp.review.example.gov', /^This is not an address/],
  ['localhost:3001', /^The address must begin with https:\/\/ or http:\/\//],
  ['https://', /^This is not an address/],
  ['javascript:alert(1)', /^The address must begin with/],
  ['file:///etc/hosts', /^The address must begin with/],
  ['https://*.example.gov', /^Enter one host/],
  ['https://idp.int.identitysandbox.gov/', /is known as a deployment of Login\.gov already\.$/],
  [`https://${'a'.repeat(3000)}.gov`, /^This is not an address/],
])('%j is refused', (text, problem) => {
  expect(parseDeployment(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
});
