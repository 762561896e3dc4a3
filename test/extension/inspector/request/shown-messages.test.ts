import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/core/model/index.ts';
import { distinctMessages } from '../../../../src/extension/inspector/request/shown-messages.ts';

const request = (hop: string, scope = 'openid'): Message => ({
  kind: 'oidc-authorize-request',
  hop,
  parameters: [{ name: 'scope', value: scope, raw: scope }],
});
const hops = (messages: readonly Message[]) => distinctMessages(messages).map((shown) => shown.hops);

describe('distinctMessages', () => {
  it('shows a request that the browser repeated once, with its hops', () => {
    expect(hops([request('h2'), request('h4', 'email'), request('h7')])).toEqual([['h2', 'h7'], ['h4']]);
  });

  it('keeps calls of the API apart: each has an answer of its own', () => {
    const call = (hop: string): Message => ({ kind: 'oidc-token-request', hop, parameters: [] });
    expect(hops([call('t1'), call('t2')])).toEqual([['t1'], ['t2']]);
  });

  it('joins equal error pages, and no two that differ', () => {
    const page = (hop: string, title: string): Message => ({
      kind: 'error-page',
      hop,
      request: hop,
      title,
      messages: ['Unauthorized'],
      problems: [],
    });
    expect(hops([page('h1', 'Error'), page('h3', 'Error'), page('h5', 'Errors')])).toEqual([
      ['h1', 'h3'],
      ['h5'],
    ]);
  });
});
