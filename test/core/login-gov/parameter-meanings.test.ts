import { describe, expect, test } from 'vitest';
import { AUTHORIZE_PARAMETERS } from '../../../src/core/login-gov/authorize-parameters.ts';
import { parameterMeaning } from '../../../src/core/login-gov/parameter-meanings.ts';

describe('parameterMeaning', () => {
  test.each(AUTHORIZE_PARAMETERS)('Login.gov reads %s of an authorize request', (name) => {
    const meaning = parameterMeaning('oidc-authorize-request', name);
    expect(meaning?.text).toMatch(/^[A-Z].*\.$/);
    expect(meaning?.ignored).toBeUndefined();
  });

  test.each(['response_mode', 'max_age', 'claims', 'login_hint', 'client_secret', 'vtr'])(
    'it ignores %s',
    (name) => {
      expect(parameterMeaning('oidc-authorize-request', name)?.ignored).toBe(true);
    },
  );

  test('knows nothing of others', () => {
    expect(parameterMeaning('oidc-authorize-request', '__proto__')).toBeUndefined();
    expect(parameterMeaning('saml-response', 'code')).toBeUndefined();
  });
});
