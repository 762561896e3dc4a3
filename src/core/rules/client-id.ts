import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { about, on } from './oidc-request.ts';
import { clip, messageRule, quoted, type Rule } from './rule.ts';

/** Rules about client_id in an OIDC authorize request. */

const ERROR_PAGE = 'Login.gov shows the error page "Bad client_id" and does not send the user back.';

export const clientIdRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-client-id-missing',
    severity: 'error',
    title: 'client_id missing',
    docs: [DOCS.badClientId],
    on,
    check: (request, { portal }) => {
      if (!isBlank(parameter(request.parameters, 'client_id'))) return undefined;
      return about(request, 'client_id', {
        summary: `The request does not say which application it comes from. ${ERROR_PAGE}`,
        fix: 'Send the issuer of the portal configuration as client_id.',
        expected: 'the issuer of the portal configuration',
        ...(portal.issuer !== undefined && { values: [{ label: 'client_id', value: portal.issuer }] }),
      });
    },
  }),
  messageRule({
    id: 'oidc-client-id-whitespace',
    severity: 'error',
    title: 'client_id contains whitespace',
    docs: [DOCS.badClientId],
    refines: 'oidc-client-id-unregistered',
    on,
    check: (request) => {
      const client = parameter(request.parameters, 'client_id');
      if (client === undefined || isBlank(client) || !/[\t-\r ]/.test(client)) return undefined;
      const trimmed = client.replaceAll(/[\t-\r ]/g, '');
      return about(request, 'client_id', {
        summary: `client_id is ${JSON.stringify(clip(client))}, with white space in it. No issuer with white space can be registered, and the value is compared exactly. ${ERROR_PAGE}`,
        fix: 'Send client_id without white space.',
        actual: JSON.stringify(client),
        expected: trimmed,
        values: [{ label: 'client_id', value: trimmed }],
      });
    },
  }),
  messageRule({
    id: 'oidc-client-id-unregistered',
    severity: 'error',
    title: 'client_id not registered',
    docs: [DOCS.badClientId],
    needs: ['issuer'],
    on,
    check: (request, { portal }) => {
      const client = parameter(request.parameters, 'client_id');
      const { issuer } = portal;
      if (issuer === undefined || client === undefined || isBlank(client) || client === issuer)
        return undefined;
      return about(request, 'client_id', {
        summary: `client_id is ${quoted([client])}, but the portal configuration is that of ${quoted([issuer])}; the two are compared letter by letter. ${ERROR_PAGE}`,
        fix: 'Send the issuer as client_id exactly as it is registered in this environment.',
        expected: issuer,
        values: [{ label: 'client_id', value: issuer }],
      });
    },
  }),
];
