import { isBlank } from '../decode/blank.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { authnRequestRule } from './authn-request.ts';
import { clip, type Rule } from './rule.ts';

/** Rules about where the response of Login.gov goes and for whom it is encrypted. */

const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const ACS_URL = '@AssertionConsumerServiceURL';

export const samlDeliveryRules: readonly Rule[] = [
  authnRequestRule({
    id: 'saml-response-url-missing',
    severity: 'error',
    title: 'No Assertion Consumer Service URL',
    docs: [DOCS.samlAuthenticationResponse],
    needs: ['acs_url'],
    find: ({ assertionConsumerServiceUrl: requested }, { portal }) => {
      const registered = portal.acs_url ?? undefined;
      if (!isBlank(registered ?? requested)) return undefined;
      return {
        summary:
          registered === undefined
            ? 'Neither the portal nor the request says where the response goes, so Login.gov refuses the request.'
            : 'The Assertion Consumer Service URL registered in the portal is blank. Login.gov uses it all the same, whatever the request says, and refuses the request.',
        fix: 'Register the Assertion Consumer Service URL of the application in the portal.',
        ...(!isBlank(requested) && {
          values: [{ label: 'Assertion Consumer Service URL', value: requested ?? '' }],
        }),
        at: ACS_URL,
        actual: requested,
        expected: 'an Assertion Consumer Service URL, here or better in the portal',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-acs-url-differs',
    severity: 'warning',
    title: 'AssertionConsumerServiceURL differs from the registered one',
    docs: [DOCS.samlAuthenticationResponse],
    needs: ['acs_url'],
    find: ({ assertionConsumerServiceUrl: requested }, { portal }) => {
      const registered = portal.acs_url ?? undefined;
      if (requested === undefined || registered === undefined || isBlank(registered)) return undefined;
      if (requested === registered) return undefined;
      return {
        summary: `The request asks for the response at "${clip(requested)}". Login.gov ignores that and posts it to the registered "${clip(registered)}".`,
        fix: 'Send the registered URL, or register the one that the application sends.',
        values: [
          { label: 'AssertionConsumerServiceURL', value: registered },
          ...(isBlank(requested) ? [] : [{ label: 'URL to register', value: requested }]),
        ],
        at: ACS_URL,
        actual: requested,
        expected: registered,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-acs-url-absent',
    severity: 'info',
    title: 'No AssertionConsumerServiceURL attribute',
    docs: [DOCS.samlAuthenticationResponse],
    find: ({ assertionConsumerServiceUrl: requested }, { portal }) => {
      if (requested !== undefined) return undefined;
      const registered = isBlank(portal.acs_url ?? undefined) ? '' : `, "${clip(portal.acs_url ?? '')}"`;
      return {
        summary: `The request does not say where the response goes; Login.gov posts it to the URL registered in the portal${registered}.`,
        fix: 'Make sure that an Assertion Consumer Service URL is registered in the portal.',
        at: ACS_URL,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-acs-index-ignored',
    severity: 'warning',
    title: 'AssertionConsumerServiceIndex used',
    docs: [DOCS.samlAuthenticationResponse],
    find: ({ assertionConsumerServiceIndex: index }) => {
      if (index === undefined) return undefined;
      return {
        summary: `Login.gov ignores AssertionConsumerServiceIndex "${clip(index)}": it posts the response to the URL registered in the portal.`,
        fix: 'Register the Assertion Consumer Service URL in the portal and leave the index out.',
        at: '@AssertionConsumerServiceIndex',
        actual: index,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-protocol-binding-ignored',
    severity: 'warning',
    title: 'ProtocolBinding other than HTTP-POST',
    docs: [DOCS.samlAuthenticationResponse],
    find: ({ protocolBinding: binding }) => {
      if (binding === undefined || binding === POST_BINDING) return undefined;
      return {
        summary: `The request asks for the response by "${clip(binding)}". Login.gov ignores that and always has the browser post a form.`,
        fix: 'Receive the response by HTTP-POST, and say so in ProtocolBinding or leave it out.',
        values: [{ label: 'ProtocolBinding', value: POST_BINDING }],
        at: '@ProtocolBinding',
        actual: binding,
        expected: POST_BINDING,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-no-cert-registered',
    severity: 'error',
    title: 'No certificate registered but encryption on',
    docs: [DOCS.createCertificate],
    needs: ['certs', 'block_encryption'],
    find: ({ issuer }, { portal }) => {
      if (portal.certs === undefined || portal.certs.length > 0) return undefined;
      if (portal.block_encryption === 'none') return undefined;
      return {
        summary: `The application is registered with encrypted responses (${clip(portal.block_encryption ?? '')}) but without a certificate to encrypt them for, so Login.gov refuses every sign-in.`,
        fix: 'Register a certificate of the application in the portal.',
        at: 'Issuer',
        actual: issuer,
        expected: 'the issuer of an application with a certificate',
      };
    },
  }),
];
