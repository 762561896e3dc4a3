import {
  authnRequest,
  authorizeUrl,
  LOGIN_GOV,
  type RuleExample,
  requestCapture,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';

const AUTHORIZE = `${LOGIN_GOV}/openid_connect/authorize`;
const TOKEN = `${LOGIN_GOV}/api/openid_connect/token`;

const query = (name: string, actual: string) => ({ part: 'query', name, actual }) as const;

export const parameterFormExamples: readonly RuleExample[] = [
  {
    rule: 'locale-not-available',
    fails: () => ({
      capture: requestCapture(authorizeUrl({ locale: 'ES' })),
      evidence: [query('locale', 'ES')],
    }),
    passes: () => ({ capture: requestCapture(authorizeUrl({ locale: 'zh' })) }),
  },
  {
    rule: 'locale-not-available',
    fails: () => ({
      capture: requestCapture(samlPost(authnRequest(), { locale: 'fr-CA' })),
      evidence: [{ part: 'body', name: 'locale', actual: 'fr-CA' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(authnRequest(), { locale: '' })) }),
  },
  {
    rule: 'invalid-utf8-or-null-byte',
    fails: () => ({
      capture: requestCapture(`${AUTHORIZE}?state=%FFabc`),
      evidence: [query('state', '%FFabc')],
    }),
    passes: () => ({ capture: requestCapture(`${AUTHORIZE}?state=%C3%BFabc`) }),
  },
  {
    rule: 'invalid-utf8-or-null-byte',
    fails: () => ({
      capture: requestCapture(`${AUTHORIZE}?scope=100%`),
      evidence: [query('scope', '100%')],
    }),
    passes: () => ({ capture: requestCapture(`${AUTHORIZE}?scope=100%25`) }),
  },
  {
    rule: 'invalid-utf8-or-null-byte',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(authnRequest(), { RelayState: 'a\0b' })),
      evidence: [query('RelayState', 'a%00b')],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest(), { RelayState: 'a\tb' })) }),
  },
  {
    // The other way round the text takes the place of the table.
    rule: 'invalid-utf8-or-null-byte',
    fails: () => ({
      capture: requestCapture(`${AUTHORIZE}?a=1&a%5Bb%5D=2`),
      evidence: [{ part: 'query', name: 'a[b]' }],
    }),
    passes: () => ({ capture: requestCapture(`${AUTHORIZE}?a%5Bb%5D=2&a=1`) }),
  },
  {
    rule: 'duplicate-parameter',
    fails: () => ({
      capture: requestCapture(`${authorizeUrl()}&scope=openid`),
      evidence: [query('scope', '2 times')],
    }),
    passes: () => ({ capture: requestCapture(`${authorizeUrl()}&SCOPE=openid&x=1&x=2`) }),
  },
  {
    rule: 'duplicate-parameter',
    fails: () => ({
      capture: requestCapture({ url: TOKEN, body: 'code=a&grant_type=authorization_code&code=b' }),
      evidence: [{ part: 'body', name: 'code', actual: '2 times' }],
    }),
    // Once in the query and once in the form: the query counts.
    passes: () => ({
      capture: requestCapture({ url: `${TOKEN}?code=a`, body: 'code=b&grant_type=authorization_code' }),
    }),
  },
];
