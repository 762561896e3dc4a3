import { describe, expect, it } from 'vitest';
import { carriedBy, findHop, hopNumbers, queryOf, resultOf } from '../../../src/extension/inspector/hops.ts';
import { AUTHORIZE, hop, refusedFlow } from './samples.ts';

describe('hopNumbers', () => {
  it('counts through all navigations from 1', () => {
    const numbers = hopNumbers(refusedFlow.navigations);
    expect([...numbers]).toEqual([
      ['h1', 1],
      ['h2', 2],
      ['h3', 3],
      ['h4', 4],
      ['h5', 5],
      ['h6', 6],
    ]);
  });
});

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

describe('queryOf', () => {
  it('keeps order and repeated names', () => {
    expect(queryOf('https://sp.example.gov/?b=1&a=2&b=3')).toEqual([
      { name: 'b', value: '1' },
      { name: 'a', value: '2' },
      { name: 'b', value: '3' },
    ]);
  });

  it('is empty for what is no URL', () => {
    expect(queryOf('http://')).toEqual([]);
  });
});

describe('resultOf', () => {
  it('is the status, else the error, else a dash', () => {
    expect(resultOf(hop('h', AUTHORIZE, { response: { status: 303, headers: [] } }))).toEqual({
      text: '303',
      kind: 'redirect',
    });
    expect(resultOf(hop('h', AUTHORIZE, { response: { status: 400, headers: [] } })).kind).toBe('failed');
    expect(resultOf(hop('h', AUTHORIZE, { error: 'net::ERR_ABORTED' })).text).toBe('net::ERR_ABORTED');
    expect(resultOf(hop('h', AUTHORIZE))).toEqual({ text: '–', kind: 'none' });
  });
});
