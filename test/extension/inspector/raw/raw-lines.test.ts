import { describe, expect, it } from 'vitest';
import type { Navigation } from '../../../../src/core/model/index.ts';
import { isAbout, rawHop, rawText } from '../../../../src/extension/inspector/raw/raw-lines.ts';
import { CODE, hop } from '../samples.ts';

const posted = hop('p1', `https://cases.example.gov/cb?code=${CODE}`, {
  method: 'POST',
  request: {
    headers: [{ name: 'Cookie', value: 'session=not-a-real-one-0000' }],
    body: { kind: 'form', fields: [{ name: 'RelayState', value: '/home' }], omitted: 2 },
  },
  response: { status: 302, headers: [{ name: 'Location', value: 'https://app.example.gov/' }] },
});
const navigation: Navigation = {
  id: 'n',
  cause: { kind: 'unknown' },
  committed: false,
  hops: [posted],
};

describe('rawHop', () => {
  it('is request and response as text, secrets shortened', () => {
    expect(rawText(rawHop(posted, navigation), false)).toBe(
      [
        'POST https://cases.example.gov/cb?code=6a17cd…(36)',
        'Cookie: sessio… (27 characters)',
        'RelayState=/home',
        '',
        'HTTP 302',
        'Location: https://app.example.gov/',
      ].join('\n'),
    );
  });

  it('is whole when the user asks for it', () => {
    const text = rawText(rawHop(posted, navigation), true);
    expect(text).toContain(`POST https://cases.example.gov/cb?code=${CODE}`);
    expect(text).toContain('Cookie: session=not-a-real-one-0000');
  });

  it('says what was not kept and what was not seen', () => {
    expect(rawHop(posted, navigation).request.at(-1)?.value).toBe(
      '2 other fields not kept: what users type is never recorded.',
    );
    const unseen = hop('u1', 'https://cases.example.gov/');
    const raw = rawHop(unseen, { ...navigation, hops: [unseen] });
    expect(raw.request.at(-1)?.value).toBe('The request headers were not seen.');
    expect(raw.response).toEqual([{ value: 'No response: not answered.', remark: true }]);
  });

  it('has the line that evidence is about, whatever the case of a header', () => {
    const { request, response } = rawHop(posted, navigation);
    const about = (part: 'url' | 'body' | 'response-header' | 'request-header', name: string) =>
      [...request, ...response].find((line) => isAbout(line, { hop: 'p1', at: { part, name } }))?.name;
    expect(about('url', 'path')).toBe('POST');
    expect(about('body', 'RelayState')).toBe('RelayState');
    expect(about('response-header', 'location')).toBe('Location');
    expect(about('request-header', 'location')).toBeUndefined();
  });
});
