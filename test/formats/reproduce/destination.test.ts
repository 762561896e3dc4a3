import { describe, expect, it } from 'vitest';
import { destinationOf } from '../../../src/formats/reproduce/destination.ts';

const PATH = '/openid_connect/authorize?client_id=urn:example';
const NAMED = ['https://idp.agency.example', 'http://localhost:3001'];

describe('where a request may be sent', () => {
  it.each([
    ['https://secure.login.gov', 'production'],
    ['https://idp.int.identitysandbox.gov', 'sandbox'],
    ['https://idp.dev.identitysandbox.gov', 'other-deployment'],
    ['http://localhost:3000', 'local'],
    ['https://idp.agency.example', 'other-deployment'],
    ['http://localhost:3001', 'local'],
  ])('%s is %s', (origin, environment) => {
    const { host } = new URL(origin);
    expect(destinationOf(`${origin}${PATH}`, NAMED)).toEqual({ kind: 'known', environment, host });
  });

  it.each([
    ['plain HTTP', `http://secure.login.gov${PATH}`],
    ['a deployment that nobody named', `https://idp.other.example${PATH}`],
    ['a host that only looks like it', `https://secure.login.gov.example${PATH}`],
    ['a user name before the host', `https://secure.login.gov@idp.other.example${PATH}`],
    ['a user name before Login.gov', `https://someone@secure.login.gov${PATH}`],
    ['another page of Login.gov', 'https://secure.login.gov/account'],
    ['the API', 'https://secure.login.gov/api/openid_connect/token'],
    ['a script', 'javascript:alert(1)//openid_connect/authorize'],
    ['no URL', 'secure.login.gov'],
  ])('%s is foreign', (_, url) => {
    expect(destinationOf(url, NAMED)).toMatchObject({ kind: 'foreign' });
  });
});
