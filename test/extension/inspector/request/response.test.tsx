import { describe, expect, it } from 'vitest';
import type { ErrorPage, FlowInspection, SamlResponse } from '../../../../src/core/model/index.ts';
import { Response } from '../../../../src/extension/inspector/request/Response.tsx';
import { markup, visibleText } from '../rendering.ts';
import { CODE, hop, inspection, refusedInspection, STATE, samlInspection } from '../samples.ts';

const response = (inspected: FlowInspection, mark?: Parameters<typeof Response>[0]['mark']) => (
  <Response inspection={inspected} mark={mark} onHop={() => {}} onFinding={() => {}} />
);

const XML =
  '<Response InResponseTo="_3f1c"><Assertion><AttributeValue>123-45-6789</AttributeValue><Other/></Assertion></Response>';

const samlResponse: SamlResponse = {
  kind: 'saml-response',
  hop: 's1',
  binding: 'HTTP-POST',
  parameters: [{ name: 'SAMLResponse', value: 'c2VjcmV0'.repeat(9), raw: 'c2VjcmV0'.repeat(9) }],
  decoding: { steps: ['base64', 'xml'], xml: XML },
  document: {
    root: 'Response',
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    inResponseTo: '_3f1c',
    encrypted: false,
    hasAssertion: true,
    signed: true,
    notOnOrAfter: '2026-03-03T15:45:00Z',
  },
};

describe('Response', () => {
  it('shows code and state, masked, with what each means', () => {
    const text = visibleText(response(refusedInspection));
    expect(text).toContain('OIDC authorization response hop 5');
    expect(text).toContain('code Exchanged for tokens once, by the application’s server. 6a17cd…');
    expect(text).not.toContain(CODE);
    expect(text).not.toContain(STATE);
  });

  it('calls an error that Login.gov sent back neither right nor wrong', () => {
    const parameters = [
      { name: 'error', value: 'access_denied', raw: 'access_denied' },
      { name: 'state', value: STATE, raw: STATE },
    ];
    const cancelled = {
      kind: 'oidc-authorize-response' as const,
      hop: 's1',
      request: 's1',
      parameters,
      problems: [],
    };
    const text = visibleText(response({ ...samlInspection, findings: [], messages: [cancelled] }));
    expect(text).toMatch(/access_denied state .* OK$/);
  });

  it('says of a SAML response its status, conditions, and which request it answers', () => {
    const text = visibleText(
      response({ ...samlInspection, messages: [...samlInspection.messages, samlResponse] }),
    );
    expect(text).toContain('Status urn:oasis:names:tc:SAML:2.0:status:Success');
    expect(text).toContain('InResponseTo _3f1c The ID of the request at hop 1.');
    expect(text).toContain('EncryptedAssertion no');
    expect(text).toContain('NotOnOrAfter 2026-03-03T15:45:00Z');
  });

  it('folds what a response asserts of the user', () => {
    const html = markup(response({ ...samlInspection, messages: [samlResponse] }));
    expect(html).toContain('aria-expanded="false" aria-label="Assertion"');
    expect(html).not.toContain('123-45-6789');
    expect(html).not.toContain('c2VjcmV0c2VjcmV0');
  });

  it('quotes an error page, names its language and says it in English', () => {
    const page: ErrorPage = {
      kind: 'error-page',
      hop: 's1',
      title: 'Autorización de OpenID Connect | Login.gov',
      messages: ['Estado es demasiado corta'],
      problems: [
        {
          id: 'oidc-state-short',
          text: 'State is too short (minimum is 22 characters)',
          rules: ['oidc-state-too-short'],
        },
      ],
    };
    const text = visibleText(response({ ...samlInspection, messages: [page] }));
    expect(text).toContain('Login.gov says (in Spanish) Estado es demasiado corta');
    expect(text).toContain('In English State is too short (minimum is 22 characters)');
    expect(text).toContain('Rules that know this text: oidc-state-too-short');
  });

  it('names no rules where a finding explains the page', () => {
    const [finding] = samlInspection.findings;
    if (!finding) throw new Error('There is no finding.');
    const problems = [{ id: 'saml-request-signature', text: 'Signature is invalid', rules: [finding.rule] }];
    const page: ErrorPage = {
      kind: 'error-page',
      hop: 's1',
      title: 'Error | Login.gov',
      messages: [],
      problems,
    };
    const text = visibleText(response({ ...samlInspection, messages: [page] }));
    expect(text).toContain(`Because ${finding.title}`);
    expect(text).not.toContain('Rules that know this text');
  });

  it('tells what the API answered', () => {
    const token = hop('t1', 'https://idp.int.identitysandbox.gov/api/openid_connect/token', {
      method: 'POST',
      response: {
        status: 400,
        headers: [],
        bodyText: '{"error":"Code is invalid because doesn\'t match any user"}',
      },
    });
    const flow = {
      id: 'api',
      navigations: [{ id: 'n', cause: { kind: 'unknown' }, committed: false, hops: [token] }],
    } as const;
    const text = visibleText(
      response(
        inspection(flow, {
          messages: [{ kind: 'oidc-token-request', hop: 't1', parameters: [] }],
        }),
      ),
    );
    expect(text).toContain('Token response hop 1 HTTP 400');
    expect(text).toContain("Login.gov says Code is invalid because doesn't match any user");
  });

  it('marks the page that a finding is about', () => {
    const html = markup(response(samlInspection, { hop: 's1', at: { part: 'page', name: 'messages' } }));
    expect(html).toContain('class="error-page marked" tabindex="-1"');
  });

  it('says so when nothing was answered', () => {
    expect(visibleText(response({ ...samlInspection, messages: [] }))).toContain(
      'No answer of Login.gov was seen.',
    );
  });
});
