import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { endpointOf } from '../login-gov/endpoints.ts';
import { about, on, SENT_BACK } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about response_type and the method of an OIDC authorize request. */

const TO_CODE = [{ label: 'response_type', value: 'code' }];

export const responseTypeRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-response-type-not-code',
    severity: 'error',
    title: 'response_type is not "code"',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      const type = parameter(request.parameters, 'response_type');
      if (type === 'code') return undefined;
      return about(request, 'response_type', {
        summary: `${type === undefined ? 'The request has no response_type' : `response_type is ${quoted([type])}`}; only "code", in lower case, is accepted. ${SENT_BACK}`,
        fix: 'Send response_type=code.',
        expected: 'code',
        values: TO_CODE,
      });
    },
  }),
  messageRule({
    id: 'oidc-response-type-implicit',
    severity: 'error',
    title: 'Implicit or hybrid flow requested',
    docs: [DOCS.oidcUnsupportedMethods, DOCS.oidcRequestParameters],
    refines: 'oidc-response-type-not-code',
    on,
    check: (request) => {
      const type = parameter(request.parameters, 'response_type');
      if (type === undefined || !/(?:^|[\t-\r ])(?:id_)?token(?=[\t-\r ]|$)/.test(type)) return undefined;
      return about(request, 'response_type', {
        summary: `response_type is ${quoted([type])}: the implicit and the hybrid flow, which Login.gov does not support. ${SENT_BACK}`,
        fix: 'Use the authorization code flow: send response_type=code and exchange the code at the token endpoint.',
        expected: 'code',
        values: TO_CODE,
      });
    },
  }),
  messageRule({
    id: 'oidc-authorize-method-not-get',
    severity: 'error',
    title: 'Authorize called with a method other than GET',
    docs: [DOCS.oidcAuthorization],
    on,
    check: (request, { hop, flow }) => {
      const { method, url } = hop(request.hop) ?? {};
      if (method === undefined || method === 'GET' || method === 'HEAD') return undefined;
      if (url === undefined || endpointOf(url, flow.deployments)?.kind !== 'oidc-authorize') return undefined;
      return {
        summary: `The authorize endpoint was called with ${method}. Login.gov answers "The page you were looking for doesn’t exist." (HTTP 404), although OpenID Connect Core asks providers to support POST.`,
        fix: 'Send the user to the authorize endpoint with a GET: a redirect or a link with the parameters in the query.',
        evidence: [
          { hop: request.hop, at: { part: 'url', name: 'method' }, actual: method, expected: 'GET' },
        ],
      };
    },
  }),
];
