import type {
  Finding,
  Flow,
  FlowInspection,
  Hop,
  Message,
  Navigation,
} from '../../../src/core/model/index.ts';

/** Synthetic flows and what an inspection says of them. Every value is invented. */

export const START = Date.UTC(2026, 2, 3, 15, 41, 7);

export const CODE = '6a17cd9e-34f1-4a5e-9d38-0b1f0c7f2e55';
export const STATE = 'f3Zq8LmT2vXw0RkYb7NcJ5sHd9GpA1eU';

const IDP = 'https://idp.int.identitysandbox.gov';

export const CLIENT = 'urn:gov:gsa:openidconnect.profiles:sp:sso:example_agency:case_portal';

export const AUTHORIZE = `${IDP}/openid_connect/authorize?${new URLSearchParams({
  acr_values: 'urn:acr.login.gov:verified http://idmanagement.gov/ns/assurance/aal/2',
  client_id: CLIENT,
  nonce: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  prompt: 'select_account',
  redirect_uri: 'https://cases.example.gov/auth/callback',
  response_type: 'code',
  scope: 'openid email profile:name',
  state: STATE,
})}`;

export const DIRECTIVE = "form-action 'self' https://cases.example.gov";

export const POLICY = `default-src 'self'; ${DIRECTIVE}; frame-ancestors 'none'`;

export function hop(id: string, url: string, more: Partial<Hop> = {}): Hop {
  return { id, url, method: 'GET', time: START, seenBy: ['web-request'], ...more };
}

export function redirect(id: string, url: string, to: string, more: Partial<Hop> = {}): Hop {
  const headers = [
    { name: 'Location', value: to },
    { name: 'Cache-Control', value: 'no-store' },
  ];
  return hop(id, url, { response: { status: 302, headers, redirectUrl: to }, ...more });
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'oidc-state-too-short',
    severity: 'error',
    title: 'state is too short',
    summary: 'state has 8 characters.',
    fix: 'Send a random state of 32 characters or more.',
    docs: ['https://developers.login.gov/oidc/authorization/#request-parameters'],
    evidence: [],
    ...more,
  };
}

export function inspection(flow: Flow, more: Partial<FlowInspection> = {}): FlowInspection {
  return {
    id: flow.id,
    protocol: 'oidc',
    client: CLIENT,
    startedAt: START,
    outcome: { kind: 'unfinished', summary: 'The sign-in has not ended yet.' },
    navigations: flow.navigations,
    messages: [],
    treatments: [],
    signatures: [],
    findings: [],
    skipped: [],
    formActions: [],
    ...more,
  };
}

const callback = `https://cases.example.gov/auth/callback?code=${CODE}&state=${STATE}`;
const refusedUrl = 'https://app.other-agency.example.gov/home?welcome=1';

const signIn: readonly Navigation[] = [
  {
    id: 'n1',
    cause: { kind: 'link', document: { url: 'https://cases.example.gov/' } },
    committed: true,
    hops: [
      redirect('h1', 'https://cases.example.gov/login', AUTHORIZE),
      redirect('h2', AUTHORIZE, `${IDP}/`, {
        time: START + 120,
        request: { headers: [{ name: 'Referer', value: 'https://cases.example.gov/' }] },
      }),
      hop('h3', `${IDP}/`, {
        time: START + 310,
        response: {
          status: 200,
          headers: [
            { name: 'Content-Type', value: 'text/html; charset=utf-8' },
            { name: 'Content-Security-Policy', value: POLICY },
            { name: 'Set-Cookie', value: '_upaya_session=not-a-real-session-value; path=/; secure' },
          ],
        },
      }),
    ],
    page: { title: 'Sign in | Login.gov', messages: [], policies: [] },
  },
];

function submission(last: Hop): Navigation {
  return {
    id: 'n2',
    cause: {
      kind: 'form',
      document: {
        url: `${IDP}/sign_up/completed`,
        policies: [{ value: POLICY, disposition: 'enforce', from: 'header' }],
      },
    },
    committed: false,
    hops: [
      redirect('h4', `${IDP}/sign_up/completed`, callback, {
        method: 'POST',
        time: START + 24_310,
        request: { body: { kind: 'form', fields: [], omitted: 3 } },
      }),
      redirect('h5', callback, refusedUrl, { time: START + 24_702 }),
      last,
    ],
  };
}

const authorizeRequest: Message = {
  kind: 'oidc-authorize-request',
  hop: 'h2',
  parameters: [...new URL(AUTHORIZE).searchParams].map(([name, value]) => ({
    name,
    value,
    raw: encodeURIComponent(value),
  })),
};

const authorizeResponse: Message = {
  kind: 'oidc-authorize-response',
  hop: 'h5',
  request: 'h1',
  problems: [],
  parameters: [
    { name: 'code', value: CODE, raw: CODE },
    { name: 'state', value: STATE, raw: STATE },
  ],
};

const gap = finding({
  rule: 'csp-form-action-redirect-gap',
  title: 'Redirect chain leaves the form-action list',
  summary: `After the form on Login.gov, hop 6 goes to https://app.other-agency.example.gov, which ${DIRECTIVE} does not allow.`,
  fix: 'Register the redirect URI in the Login.gov Partner Portal, or let the callback answer with a page instead of a redirect to another site.',
  values: [{ label: 'Redirect URI to register', value: 'https://app.other-agency.example.gov/home' }],
  docs: ['https://developers.login.gov/support/#redirects'],
  evidence: [
    {
      hop: 'h6',
      at: { part: 'url', name: '' },
      actual: 'https://app.other-agency.example.gov',
      expected: "'self' https://cases.example.gov",
    },
  ],
});

const noAal = finding({
  rule: 'oidc-deprecated-acr-value',
  severity: 'warning',
  title: 'AAL 2 is the default already',
  summary: 'acr_values asks for http://idmanagement.gov/ns/assurance/aal/2, which changes nothing here.',
  fix: 'Leave the value out.',
  docs: ['https://developers.login.gov/oidc/authorization/#aal-values'],
  evidence: [
    {
      hop: 'h2',
      at: { part: 'query', name: 'acr_values' },
      actual: 'urn:acr.login.gov:verified http://idmanagement.gov/ns/assurance/aal/2',
      expected: 'urn:acr.login.gov:verified',
    },
  ],
});

const prompt = finding({
  rule: 'oidc-prompt-select-account',
  severity: 'info',
  title: 'prompt is the default',
  summary: 'prompt=select_account is what Login.gov does without it.',
  fix: 'Nothing to do.',
  evidence: [{ hop: 'h2', at: { part: 'query', name: 'prompt' }, actual: 'select_account' }],
});

export const refusedFlow: Flow = {
  id: 'refused',
  tab: { id: 7, frame: 0 },
  engine: 'chromium',
  navigations: [
    ...signIn,
    submission(
      hop('h6', refusedUrl, {
        error: 'net::ERR_ABORTED',
        seenBy: ['web-navigation', 'location'],
        time: START + 24_911,
      }),
    ),
  ],
};

const formActions = (firefox: null) => [
  {
    navigation: 'n2',
    documentUrl: `${IDP}/sign_up/completed`,
    chromium: { hop: 'h6', url: refusedUrl, policy: POLICY, directive: DIRECTIVE },
    firefox,
  },
];

export const refusedInspection: FlowInspection = inspection(refusedFlow, {
  outcome: {
    kind: 'refused-by-browser',
    hop: 'h6',
    summary: `Chromium refused hop 6, ${refusedUrl}: the form-action policy of Login.gov’s page does not allow it.`,
  },
  messages: [authorizeRequest, authorizeResponse],
  findings: [gap, noAal, prompt],
  formActions: formActions(null),
  skipped: [
    {
      rule: 'oidc-redirect-uri-not-registered',
      title: 'redirect_uri is not registered',
      reason: 'no-portal-configuration',
      needs: ['redirect_uris'],
    },
    {
      rule: 'oidc-client-id-unregistered',
      title: 'client_id is not registered',
      reason: 'no-portal-configuration',
    },
    {
      rule: 'csp-form-action-gap-predicted',
      title: 'Registered URIs will not cover this chain',
      reason: 'no-portal-configuration',
    },
  ],
});

/** The same chain in Firefox, which goes on. */
export const followedFlow: Flow = {
  ...refusedFlow,
  id: 'followed',
  engine: 'firefox',
  navigations: [
    ...signIn,
    submission(
      hop('h6', refusedUrl, {
        gapBefore: true,
        time: START + 24_911,
        response: { status: 200, headers: [] },
      }),
    ),
  ],
};

export const followedInspection: FlowInspection = inspection(followedFlow, {
  outcome: {
    kind: 'signed-in',
    hop: 'h6',
    summary: `Login.gov sent the user back with a code; the user ended at hop 6, ${refusedUrl}.`,
  },
  messages: [authorizeRequest, authorizeResponse],
  findings: [gap, noAal],
  formActions: formActions(null),
});

const ACS = 'https://benefits.example.gov/saml/acs';

export const REQUEST_XML = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_3f1c" Version="2.0"
  IssueInstant="2026-03-03T15:39:52Z" Destination="${IDP}/api/saml/auth2026"
  AssertionConsumerServiceURL="${ACS}">
  <!-- invented -->
  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits</saml:Issuer>
  <samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"/>
  <samlp:RequestedAuthnContext Comparison="exact">
    <saml:AuthnContextClassRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">http://idmanagement.gov/ns/assurance/ial/1</saml:AuthnContextClassRef>
  </samlp:RequestedAuthnContext>
</samlp:AuthnRequest>`;

const SAML_URL = `${IDP}/api/saml/auth2026?SAMLRequest=${'fZJNT8MwDIbvSPyHKPd'.repeat(24)}&RelayState=%2Fhome&SigAlg=x&Signature=${'aGVsbG8g'.repeat(12)}`;

export const samlFlow: Flow = {
  id: 'saml',
  tab: { id: 7, frame: 0 },
  engine: 'chromium',
  navigations: [
    {
      id: 's1',
      cause: { kind: 'script', document: { url: 'https://benefits.example.gov/' } },
      committed: true,
      hops: [
        hop('s1', SAML_URL, {
          time: START - 75_000,
          response: { status: 400, headers: [{ name: 'Content-Type', value: 'text/html' }] },
        }),
      ],
      page: { title: 'Bad request', messages: ['Unauthorized Service Provider'], policies: [] },
    },
  ],
};

export const samlInspection: FlowInspection = inspection(samlFlow, {
  protocol: 'saml',
  client: 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits',
  startedAt: START - 75_000,
  outcome: {
    kind: 'refused-by-login-gov',
    hop: 's1',
    summary: 'Login.gov refused hop 1: “Unauthorized Service Provider”.',
  },
  messages: [
    {
      kind: 'saml-authn-request',
      hop: 's1',
      binding: 'HTTP-Redirect',
      parameters: [
        { name: 'RelayState', value: '/home', raw: '%2Fhome' },
        { name: 'SigAlg', value: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', raw: 'x' },
        { name: 'Signature', value: 'aGVsbG8g'.repeat(12), raw: 'aGVsbG8g'.repeat(12) },
      ],
      decoding: { steps: ['base64', 'inflate', 'xml'], xml: REQUEST_XML },
      document: {
        root: 'AuthnRequest',
        hasAuthnRequest: true,
        hasLogoutRequest: false,
        id: '_3f1c',
        issuer: 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits',
        destination: `${IDP}/api/saml/auth2026`,
        issueInstant: '2026-03-03T15:39:52Z',
        assertionConsumerServiceUrl: ACS,
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        comparison: 'exact',
        classRefs: ['http://idmanagement.gov/ns/assurance/ial/1'],
      },
    },
    {
      kind: 'error-page',
      hop: 's1',
      title: 'Bad request',
      messages: ['Unauthorized Service Provider'],
      problems: [],
    },
  ],
  findings: [
    finding({
      rule: 'saml-issuer-unregistered',
      title: 'Issuer is not registered',
      summary: 'Login.gov does not know urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits in this environment.',
      fix: 'Send the issuer exactly as it stands in the Partner Portal.',
      docs: ['https://developers.login.gov/support/#saml-errors'],
      evidence: [
        {
          hop: 's1',
          at: { part: 'xml', name: 'AuthnRequest/Issuer' },
          actual: 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits',
        },
      ],
    }),
    finding({
      rule: 'saml-signature-algorithm',
      severity: 'warning',
      title: 'SHA-1 signature',
      summary: 'SigAlg names rsa-sha1.',
      fix: 'Sign with RSA-SHA256.',
      evidence: [
        {
          hop: 's1',
          at: { part: 'query', name: 'SigAlg' },
          actual: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          expected: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        },
      ],
    }),
  ],
  skipped: [
    {
      rule: 'saml-acs-url-mismatch',
      title: 'ACS URL differs',
      reason: 'crashed',
      detail: 'TypeError: x is undefined',
    },
  ],
});

/** A request that never became XML. */
export const undecodableFlow: Flow = { ...samlFlow, id: 'undecodable' };

export const undecodableInspection: FlowInspection = {
  ...samlInspection,
  id: 'undecodable',
  client: 'client <img src=x onerror=alert(1)>',
  messages: [
    {
      kind: 'saml-authn-request',
      hop: 's1',
      binding: 'HTTP-Redirect',
      parameters: [],
      decoding: {
        steps: ['base64'],
        problem: {
          code: 'not-deflate',
          step: 'inflate',
          detail:
            'SAMLRequest of hop 1 is Base64 of plain XML; the redirect binding wants it deflated first.',
        },
      },
    },
  ],
};

/** `count` unfinished flows of other tabs. */
export function manyFlows(
  count: number,
): readonly { readonly flow: Flow; readonly inspection: FlowInspection }[] {
  return Array.from({ length: count }, (_, index) => {
    const flow: Flow = {
      id: `many-${index}`,
      tab: { id: 9, frame: 0 },
      navigations: [
        {
          id: 'n1',
          cause: { kind: 'typed' },
          committed: false,
          hops: [hop('h1', AUTHORIZE, { time: START - 1000 * (index + 1) })],
        },
      ],
    };
    return { flow, inspection: inspection(flow, { startedAt: START - 1000 * (index + 1) }) };
  });
}

export const SAMPLES = [
  { flow: refusedFlow, inspection: refusedInspection },
  { flow: followedFlow, inspection: followedInspection },
  { flow: samlFlow, inspection: samlInspection },
  { flow: undecodableFlow, inspection: undecodableInspection },
];
