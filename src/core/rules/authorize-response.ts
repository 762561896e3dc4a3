import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { clip, messageRule, type Rule } from './rule.ts';

/** Rules about what Login.gov sends back to the redirect_uri. */

const on = 'oidc-authorize-response';

export const authorizeResponseRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-response-invalid-request',
    severity: 'error',
    title: 'Login.gov returned error=invalid_request',
    docs: [DOCS.oidcAuthorizationResponse, DOCS.oidcErrors],
    on,
    check: (response) => {
      if (parameter(response.parameters, 'error') !== 'invalid_request') return undefined;
      const description = parameter(response.parameters, 'error_description');
      return {
        summary: `Login.gov refused the request: ${description === undefined ? 'it gave no description' : clip(description)}`,
        fix: 'Correct the authorize request; the findings about it say how.',
        evidence: [
          {
            hop: response.hop,
            at: { part: 'query', name: 'error_description' },
            ...(description !== undefined && { actual: description }),
          },
        ],
      };
    },
  }),
  messageRule({
    id: 'oidc-response-access-denied',
    severity: 'info',
    title: 'User cancelled (error=access_denied)',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: (response) => {
      if (parameter(response.parameters, 'error') !== 'access_denied') return undefined;
      return {
        summary: 'The user chose to cancel at Login.gov and was sent back without a code.',
        fix: 'Show the user a way to try again; treat it as no failure.',
        evidence: [{ hop: response.hop, at: { part: 'query', name: 'error' }, actual: 'access_denied' }],
      };
    },
  }),
];
