import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/core/model/index.ts';
import { startingRequest } from '../../../src/formats/reproduce/starting-request.ts';
import {
  authnRequest,
  authorizeUrl,
  flow,
  hop,
  navigation,
  requestCapture,
  samlPost,
} from '../../support/builders.ts';

/** Ages of the parameters that have one, by name. */
function agesIn(request: ReturnType<typeof startingRequest>): Readonly<Record<string, string>> {
  if (typeof request === 'string') return {};
  return Object.fromEntries(request.parameters.flatMap(({ name, age }) => (age ? [[name, age]] : [])));
}

describe('the request that started a flow', () => {
  it('is the first one to an endpoint of Login.gov, as it was sent', () => {
    const url = authorizeUrl();
    const request = startingRequest(
      flow([
        navigation([hop('https://app.example.gov/sign-in'), hop(url), hop(authorizeUrl({ state: 'b' }))]),
      ]),
    );
    expect(request).toMatchObject({ method: 'GET', url, endpoint: 'oidc-authorize' });
    expect(agesIn(request)).toEqual({ state: 'used', nonce: 'used' });
  });

  it('has the fields of a form', () => {
    const posted = samlPost(authnRequest());
    const [made] = requestCapture(posted).flows;
    const request = made && startingRequest(made);
    expect(request).toMatchObject({
      method: 'POST',
      url: posted.url,
      fields: [{ name: 'SAMLRequest' }, { name: 'RelayState' }],
    });
    expect(agesIn(request ?? 'no-request')).toEqual({ SAMLRequest: 'used', RelayState: 'used' });
  });

  it('says of a redacted flow which values stand in for others', () => {
    const request = startingRequest(
      flow([navigation([hop(authorizeUrl({ code_challenge: 'x', login_hint: 'y' }))])]),
      true,
    );
    expect(agesIn(request)).toEqual({
      code_challenge: 'replaced',
      login_hint: 'replaced',
      nonce: 'replaced',
      state: 'replaced',
    });
  });

  it('knows what SAML-tracer masked', () => {
    const masked = authorizeUrl({ state: `{hash:${'0a'.repeat(32)}}` });
    expect(agesIn(startingRequest(flow([navigation([hop(masked)])])))).toMatchObject({ state: 'replaced' });
  });

  it.each<[string, Flow, string]>([
    ['nothing asks Login.gov', flow([navigation([hop('https://app.example.gov/')])]), 'no-request'],
    [
      'a form was not seen',
      flow([navigation([hop(`${new URL(authorizeUrl()).origin}/api/saml/auth2026`, { method: 'POST' })])]),
      'form-unknown',
    ],
    [
      'a field of a form is not kept',
      flow([
        navigation([
          hop(authorizeUrl(), {
            method: 'POST',
            request: { body: { kind: 'form', fields: [], omitted: 1 } },
          }),
        ]),
      ]),
      'form-unknown',
    ],
    [
      'the address is none that a browser opens',
      { ...flow([navigation([hop('javascript:/openid_connect/authorize')])]), deployments: ['null'] },
      'no-request',
    ],
  ])('cannot be sent again where %s', (_, made, why) => {
    expect(startingRequest(made)).toBe(why);
  });
});
