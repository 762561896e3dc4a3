import type { Capture } from '../../model/index.ts';
import { flowCapture, type HopParts, hop, navigation, pageHop } from './flows.ts';
import { APPLICATION, base64, element, LOGIN_GOV, REQUEST_ID, type Values } from './requests.ts';

/** Responses of Login.gov that nothing is wrong with, but for what the caller changes. */

export const ACS = `${APPLICATION}/acs`;
const RESPONSE_TIME = '2026-03-03T15:41:20Z';

export interface SamlResponseParts {
  readonly attributes?: Values;
  readonly issuer?: string;
  readonly status?: string;
  /** In place of an EncryptedAssertion. */
  readonly plainAssertion?: boolean;
  readonly signed?: boolean;
}

/** XML of a Response, or of a LogoutResponse. */
export function samlResponse(
  parts: SamlResponseParts = {},
  root: 'Response' | 'LogoutResponse' = 'Response',
) {
  const { issuer = `${LOGIN_GOV}/api/saml`, plainAssertion = false, signed = false } = parts;
  const { status = 'urn:oasis:names:tc:SAML:2.0:status:Success' } = parts;
  const assertion = plainAssertion ? element('saml:Assertion', {}) : element('saml:EncryptedAssertion', {});
  return element(
    `samlp:${root}`,
    {
      'xmlns:samlp': 'urn:oasis:names:tc:SAML:2.0:protocol',
      'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
      ID: '_response',
      Version: '2.0',
      IssueInstant: RESPONSE_TIME,
      Destination: ACS,
      InResponseTo: REQUEST_ID,
      ...parts.attributes,
    },
    [
      element('saml:Issuer', {}, issuer),
      signed ? element('ds:Signature', { 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' }) : '',
      element('samlp:Status', {}, element('samlp:StatusCode', { Value: status })),
      root === 'Response' ? assertion : '',
    ].join(''),
  );
}

/** A form that the browser posts. */
export function posting(url: string, fields: Values, more: Partial<HopParts> = {}): HopParts {
  const list = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return hop(url, {
    method: 'POST',
    request: { body: { kind: 'form', fields: list, omitted: 0 } },
    response: { status: 200, headers: [] },
    ...more,
  });
}

/** A SAML request and the response that the browser posts to the application. */
export function samlExchange(
  requestUrl: string,
  response: string,
  more: { readonly fields?: Values; readonly to?: string; readonly time?: number } = {},
): Capture {
  const { fields, to = ACS, time = Date.parse(RESPONSE_TIME) + 2000 } = more;
  const delivery = posting(to, { SAMLResponse: base64(response), RelayState: 'c0ffee', ...fields }, { time });
  return flowCapture(
    navigation([pageHop(requestUrl)]),
    navigation([delivery], { cause: { kind: 'form', document: { url: `${LOGIN_GOV}/api/saml/complete` } } }),
  );
}
