import { describe, expect, test } from 'vitest';
import { captureFromRequest, type SingleRequest } from '../../src/core/index.ts';

function hopOf(request: SingleRequest) {
  return captureFromRequest(request).flows[0]?.navigations[0]?.hops[0];
}

describe('captureFromRequest', () => {
  test('makes a capture of one flow with one hop that nothing came after', () => {
    expect(captureFromRequest({ url: 'https://secure.login.gov/x', time: 5 })).toEqual({
      version: 1,
      flows: [
        {
          id: '1',
          navigations: [
            {
              id: '1',
              cause: { kind: 'unknown' },
              committed: false,
              hops: [
                {
                  id: '1.1',
                  url: 'https://secure.login.gov/x',
                  method: 'GET',
                  time: 5,
                  request: {},
                  seenBy: ['file'],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test.each([
    [{}, 'GET'],
    [{ body: 'a=1' }, 'POST'],
    [{ body: [] }, 'POST'],
    [{ method: 'post' }, 'POST'],
    [{ method: 'get', body: 'a=1' }, 'GET'],
  ])('%o has the method %s', (parts, method) => {
    expect(hopOf({ url: 'https://secure.login.gov/x', ...parts })?.method).toBe(method);
  });

  test('reads the text of a form', () => {
    expect(hopOf({ url: 'u', body: 'SAMLRequest=a%2Bb%3D&RelayState=c+d' })?.request?.body).toEqual({
      kind: 'form',
      fields: [
        { name: 'SAMLRequest', value: 'a+b=' },
        { name: 'RelayState', value: 'c d' },
      ],
      omitted: 0,
    });
  });

  test('takes fields that are decoded as they are', () => {
    const fields = [{ name: 'RelayState', value: 'c+d%20' }];
    expect(hopOf({ url: 'u', body: fields })?.request?.body).toEqual({ kind: 'form', fields, omitted: 0 });
  });

  test('keeps the headers', () => {
    const headers = [{ name: 'Sec-Fetch-Dest', value: 'iframe' }];
    expect(hopOf({ url: 'u', headers })?.request).toEqual({ headers });
  });

  test('takes headers by name as well as in a list', () => {
    const headers = { Referer: 'https://app.example.gov/', 'Content-Type': 'text/plain' };
    const listed = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const url = 'https://secure.login.gov/x';
    expect(hopOf({ url, headers })?.request?.headers).toEqual(listed);
    expect(hopOf({ url, headers: listed })?.request?.headers).toEqual(listed);
  });
});
