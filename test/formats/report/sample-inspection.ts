import type { Finding, FlowInspection, Hop, Inspection } from '../../../src/core/model/index.ts';

/** Synthetic inspections for the reports; `more` replaces what a test is about. */

export const CODE = '16ea8c22-7a37-4ed2-a99d-2356869f76a6';

const IDP = 'https://idp.int.identitysandbox.gov';

export function hop(id: string, url: string, more: Partial<Hop> = {}): Hop {
  return { id, url, method: 'GET', response: { status: 302, headers: [] }, seenBy: ['file'], ...more };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'csp-form-action-redirect-gap',
    severity: 'error',
    title: 'Redirect chain leaves the form-action list',
    summary: 'The form led to https://app.other.gov/home.',
    fix: 'Register the address.',
    values: [{ label: 'Redirect URI to register', value: 'https://app.other.gov/home' }],
    docs: ['https://developers.login.gov/support/#redirects'],
    evidence: [
      {
        hop: 'h3',
        at: { part: 'url', name: 'url' },
        actual: 'https://app.other.gov/home?ticket=0123456789abcdef',
        expected: "form-action 'self'",
      },
    ],
    ...more,
  };
}

export function flow(more: Partial<FlowInspection> = {}): FlowInspection {
  return {
    id: 'f1',
    protocol: 'oidc',
    client: 'urn:example:client',
    outcome: {
      kind: 'refused-by-browser',
      summary: 'Chromium refused hop 3, https://app.other.gov/home.',
      hop: 'h3',
    },
    navigations: [
      {
        id: 'n1',
        cause: { kind: 'form', document: { url: `${IDP}/sign_up/completed` } },
        committed: false,
        hops: [
          hop('h1', `${IDP}/sign_up/completed`, { method: 'POST' }),
          hop('h2', `https://sp.example.gov/cb?code=${CODE}&state=abc`),
          {
            id: 'h3',
            url: 'https://app.other.gov/home?ticket=0123456789abcdef&lang=es',
            method: 'GET',
            error: 'net::ERR_ABORTED',
            seenBy: ['file'],
          },
        ],
      },
    ],
    messages: [
      {
        kind: 'oidc-authorize-response',
        hop: 'h2',
        request: 'h1',
        problems: [],
        parameters: [
          { name: 'code', value: CODE, raw: CODE },
          { name: 'state', value: 'abc', raw: 'abc' },
        ],
      },
    ],
    treatments: [],
    signatures: [],
    findings: [finding()],
    skipped: [
      { rule: 'rule-a', title: 'A', reason: 'no-portal-configuration' },
      { rule: 'rule-b', title: 'B', reason: 'no-portal-configuration' },
      { rule: 'rule-c', title: 'C', reason: 'crashed', detail: 'x is not a function' },
    ],
    formActions: [],
    ...more,
  };
}

export function inspection(more: Partial<FlowInspection> = {}): Inspection {
  return { flows: [flow(more)] };
}
