import { expect, test } from 'vitest';
import { judgeFormAction, predictFormAction } from '../../../src/core/csp/index.ts';

// The examples of identity-idp, spec/services/secure_headers_allow_list_spec.rb.
test.each([
  [
    'reduces web addresses to their origins',
    'https://example1.com/auth/result',
    [
      'https://example1.com/auth/result',
      'https://example1.com/',
      'http://example2.com/',
      'https://example3.com:3000/',
    ],
    "'self' https://example1.com http://example2.com https://example3.com:3000",
  ],
  [
    'reduces custom schemes to the scheme',
    'mymobileapp://result',
    ['mymobileapp://result', 'mymobileapp://result2', 'myothermobileapp://result', 'https://example.com/'],
    "'self' mymobileapp: myothermobileapp: https://example.com",
  ],
  ['does without redirect URIs', 'https://example.com/auth/result', null, "'self' https://example.com"],
  [
    'leaves out what is missing',
    'https://example1.com/auth/result',
    ['https://example1.com/auth/result', null, 'http://example2.com/'],
    "'self' https://example1.com http://example2.com",
  ],
  [
    'drops fragments',
    'https://auth.example.com/#/redirect',
    ['https://example.com/#/another_one'],
    "'self' https://auth.example.com https://example.com",
  ],
  [
    'omits default ports and keeps user information',
    'https://me@example.com:443/cb',
    ['HTTP://example.com:80?x', 'no scheme', 'https://example.com:80'],
    "'self' https://me@example.com http://example.com https://example.com:80",
  ],
  [
    'writes what is empty as Ruby does',
    'https:///cb',
    ['https://@example.com/cb', 'http:/cb'],
    "'self' https: https://example.com http:",
  ],
])('predictFormAction %s', (_, actionUrl, redirectUris, sources) => {
  expect(predictFormAction(actionUrl, redirectUris)).toBe(`form-action ${sources}`);
});

test('the prediction can be judged', () => {
  const verdict = judgeFormAction({
    documentUrl: 'https://idp.int.identitysandbox.gov/',
    policies: [{ value: predictFormAction('https://sp.example.gov/cb', []), disposition: 'enforce' }],
    target: 'https://idp.int.identitysandbox.gov/sign_up/completed',
    redirects: ['https://sp.example.gov/cb', 'https://app.other.gov/'],
    engine: 'chromium',
  });
  expect(verdict.blockedAt).toBe(2);
});
