import { describe, expect, it } from 'vitest';
import { carriedBy, findHop } from '../../../src/extension/inspector/hops.ts';
import { AUTHORIZE, hop, refusedFlow } from './samples.ts';

describe('findHop', () => {
  it('finds a hop of any navigation', () => {
    expect(findHop(refusedFlow, 'h6')?.error).toBe('net::ERR_ABORTED');
    expect(findHop(refusedFlow, 'h7')).toBeUndefined();
  });
});

describe('carriedBy', () => {
  it('names protocol parameters of the URL', () => {
    expect(carriedBy(hop('h', AUTHORIZE))).toEqual(['client_id', 'state']);
  });

  it('names protocol fields of a form', () => {
    const posted = hop('h', 'https://sp.example.gov/acs', {
      method: 'POST',
      request: {
        body: { kind: 'form', fields: [{ name: 'SAMLResponse', value: 'PHhtbC8+' }], omitted: 1 },
      },
    });
    expect(carriedBy(posted)).toEqual(['SAMLResponse']);
  });
});
