import { isBlank } from '../decode/blank.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { clip, quoted, type Rule } from './rule.ts';
import { ANY_REQUEST, samlRequestRule } from './saml-request.ts';

/** Rules about Issuer and about which request the XML is. */

const UNAUTHORIZED = 'Login.gov answers "Unauthorized Service Provider" (HTTP 400).';
const WHITE_SPACE = /[\t-\r ]/;

export const samlIssuerRules: readonly Rule[] = [
  samlRequestRule({
    id: 'saml-issuer-missing',
    severity: 'error',
    title: 'Issuer missing',
    docs: [DOCS.unauthorized],
    on: ANY_REQUEST,
    find: ({ root, issuer }, _request, { portal }) => {
      if (!isBlank(issuer)) return undefined;
      return {
        summary: `The request has no Issuer in the namespace of SAML 2.0 assertions, or an empty one. ${UNAUTHORIZED}`,
        fix: 'Send the issuer of the portal configuration as saml:Issuer.',
        ...(portal.issuer !== undefined && { values: [{ label: 'Issuer', value: portal.issuer }] }),
        at: { part: 'xml', name: `${root}/Issuer` },
        actual: issuer,
        expected: 'the issuer of the portal configuration',
      };
    },
  }),
  samlRequestRule({
    id: 'saml-issuer-whitespace',
    severity: 'error',
    title: 'Whitespace in Issuer',
    docs: [DOCS.unauthorized],
    refines: 'saml-issuer-unregistered',
    on: ANY_REQUEST,
    find: ({ root, issuer = '' }) => {
      if (isBlank(issuer) || !WHITE_SPACE.test(issuer)) return undefined;
      const trimmed = issuer.replaceAll(/[\t-\r ]+/g, '');
      return {
        summary: `Issuer is ${JSON.stringify(clip(issuer))}, with white space in or around it. Login.gov compares it untrimmed. ${UNAUTHORIZED}`,
        fix: 'Write the issuer directly between the tags, without line breaks or indentation.',
        values: [{ label: 'Issuer', value: trimmed }],
        at: { part: 'xml', name: `${root}/Issuer` },
        actual: JSON.stringify(issuer),
        expected: trimmed,
      };
    },
  }),
  samlRequestRule({
    id: 'saml-issuer-unregistered',
    severity: 'error',
    title: 'Issuer not registered',
    docs: [DOCS.unauthorized],
    needs: ['issuer'],
    on: ANY_REQUEST,
    find: ({ root, issuer }, _request, { portal }) => {
      if (issuer === undefined || isBlank(issuer) || portal.issuer === undefined || issuer === portal.issuer)
        return undefined;
      return {
        summary: `Issuer is ${quoted([issuer])}, but the portal configuration is that of ${quoted([portal.issuer])}; the two are compared letter by letter. ${UNAUTHORIZED}`,
        fix: 'Send the issuer exactly as it is registered in this environment.',
        values: [{ label: 'Issuer', value: portal.issuer }],
        at: { part: 'xml', name: `${root}/Issuer` },
        actual: issuer,
        expected: portal.issuer,
      };
    },
  }),
  samlRequestRule({
    id: 'saml-both-authn-and-logout',
    severity: 'error',
    title: 'XML has both AuthnRequest and LogoutRequest',
    docs: [DOCS.samlAuthenticationRequest],
    on: ANY_REQUEST,
    find: ({ root, hasAuthnRequest, hasLogoutRequest }) => {
      if (!hasAuthnRequest || !hasLogoutRequest) return undefined;
      return {
        summary:
          'The document holds an AuthnRequest and a LogoutRequest. Login.gov answers that only one of the two can be specified (HTTP 400).',
        fix: 'Send one of the two.',
        at: { part: 'xml', name: root },
        actual: 'AuthnRequest and LogoutRequest',
        expected: 'one of the two',
      };
    },
  }),
];
