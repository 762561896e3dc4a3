import { parameter } from '../decode/parameters.ts';
import { addressOf } from '../login-gov/address.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { endpointOf } from '../login-gov/endpoints.ts';
import type { SamlRequest } from '../model/index.ts';
import { clip, messageRule, type Rule } from './rule.ts';
import { ANY_REQUEST, inParameters, samlRequestRule, toViolation } from './saml-request.ts';

/** Rules about how a SAML request travels: binding, destination, endpoint, RelayState. */

/** SAML 2.0 bindings, section 3.4.3. */
const MAX_RELAY_STATE = 80;

function place(url: string): string | undefined {
  const address = addressOf(url);
  return address && address.host + address.pathname;
}

const isInflated = ({ decoding }: SamlRequest) => decoding.steps.includes('inflate');

export const samlTransportRules: readonly Rule[] = [
  samlRequestRule({
    id: 'saml-redirect-not-deflated',
    severity: 'info',
    title: 'Redirect binding without DEFLATE',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'saml-authn-request',
    find: (_document, request) => {
      if (request.binding !== 'HTTP-Redirect' || isInflated(request)) return undefined;
      return {
        summary:
          'The SAMLRequest in the query is not compressed. Login.gov reads it all the same; the redirect binding and the documentation ask for DEFLATE.',
        fix: 'Compress the XML with raw DEFLATE before base64.',
        at: inParameters(request, 'SAMLRequest'),
        actual: 'base64 of XML',
        expected: 'base64 of raw DEFLATE',
      };
    },
  }),
  samlRequestRule({
    id: 'saml-post-deflated',
    severity: 'info',
    title: 'POST binding with DEFLATE',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'saml-authn-request',
    find: (_document, request) => {
      if (request.binding !== 'HTTP-POST' || !isInflated(request)) return undefined;
      return {
        summary:
          'The posted SAMLRequest is compressed. Login.gov reads it all the same; the POST binding knows no compression.',
        fix: 'Send the base64 of the XML itself in the form.',
        at: inParameters(request, 'SAMLRequest'),
        actual: 'base64 of raw DEFLATE',
        expected: 'base64 of XML',
      };
    },
  }),
  samlRequestRule({
    id: 'saml-destination-mismatch',
    severity: 'warning',
    title: 'Destination differs from the endpoint',
    docs: [DOCS.samlConfiguration],
    on: ANY_REQUEST,
    find: ({ root, destination }, request, { hop }) => {
      const url = hop(request.hop)?.url;
      if (destination === undefined || url === undefined || place(destination) === place(url))
        return undefined;
      const sentTo = new URL(url);
      const expected = `${sentTo.origin}${sentTo.pathname}`;
      const other = URL.canParse(destination) ? new URL(destination) : undefined;
      const hint =
        other === undefined
          ? ''
          : other.host === sentTo.host
            ? ' Does it carry the year of another certificate?'
            : ' Is it the address of another environment?';
      return {
        summary: `Destination is "${clip(destination)}", but the request was sent to ${clip(expected)}. Login.gov does not check it.${hint}`,
        fix: 'Set Destination to the address that the request is sent to.',
        values: [{ label: 'Destination', value: expected }],
        at: { part: 'xml', name: `${root}/@Destination` },
        actual: destination,
        expected,
      };
    },
  }),
  samlRequestRule({
    id: 'saml-destination-missing',
    severity: 'info',
    title: 'Destination missing',
    docs: [DOCS.samlConfiguration],
    on: ANY_REQUEST,
    find: ({ root, destination }) => {
      if (destination !== undefined) return undefined;
      return {
        summary:
          'The request has no Destination. Login.gov does not ask for it; SAML 2.0 bindings do for signed messages.',
        fix: 'Set Destination to the address that the request is sent to.',
        at: { part: 'xml', name: `${root}/@Destination` },
        expected: 'the address of the endpoint',
      };
    },
  }),
  messageRule({
    id: 'saml-relaystate-too-long',
    severity: 'warning',
    title: 'RelayState over 80 bytes',
    docs: [DOCS.samlAuthenticationRequest],
    on: ANY_REQUEST,
    check: (request) => {
      const relayState = parameter(request.parameters, 'RelayState');
      if (relayState === undefined || relayState.length * 4 <= MAX_RELAY_STATE) return undefined;
      const bytes = new TextEncoder().encode(relayState).length;
      if (bytes <= MAX_RELAY_STATE) return undefined;
      return toViolation(request, {
        summary: `RelayState has ${bytes} bytes. Login.gov returns it whole, but SAML 2.0 and its documentation allow ${MAX_RELAY_STATE}, and other software may cut it.`,
        fix: 'Send a short key as RelayState and keep the rest at the application.',
        at: inParameters(request, 'RelayState'),
        actual: clip(relayState),
        expected: `at most ${MAX_RELAY_STATE} bytes`,
      });
    },
  }),
  samlRequestRule({
    id: 'saml-logout-request-at-auth-endpoint',
    severity: 'error',
    title: 'LogoutRequest sent to the auth endpoint',
    docs: [DOCS.samlLogoutRequest],
    on: 'saml-logout-request',
    find: ({ hasAuthnRequest }, request, { hop, flow, signatures }) => {
      const url = hop(request.hop)?.url ?? '';
      if (hasAuthnRequest || endpointOf(url, flow.deployments)?.kind !== 'saml-auth') return undefined;
      const logout = place(url)?.replace('/auth', '/logout') ?? '';
      const verified = signatures.get(request.hop)?.atLoginGov?.outcome === 'verified';
      return {
        ...(verified && { severity: 'warning' }),
        summary: verified
          ? 'A LogoutRequest was sent to the endpoint for sign-in. As its signature verifies, Login.gov takes it and begins a sign-in; nobody is signed out.'
          : 'A LogoutRequest was sent to the endpoint for sign-in, which cannot process it.',
        fix: 'Send it to the logout endpoint.',
        values: [{ label: 'Endpoint', value: `https://${logout}` }],
        at: { part: 'xml', name: 'LogoutRequest' },
        actual: 'LogoutRequest',
        expected: 'AuthnRequest',
      };
    },
  }),
  samlRequestRule({
    id: 'saml-authn-request-at-logout-endpoint',
    severity: 'error',
    title: 'AuthnRequest sent to the logout endpoint',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'saml-authn-request',
    find: ({ hasAuthnRequest }, request, { hop, flow }) => {
      const url = hop(request.hop)?.url ?? '';
      if (!hasAuthnRequest || endpointOf(url, flow.deployments)?.kind !== 'saml-logout') return undefined;
      const auth = place(url)?.replace('/logout', '/auth') ?? '';
      return {
        summary: 'An AuthnRequest was sent to the logout endpoint. Login.gov answers with HTTP 500.',
        fix: 'Send it to the auth endpoint.',
        values: [{ label: 'Endpoint', value: `https://${auth}` }],
        at: { part: 'xml', name: 'AuthnRequest' },
        actual: 'AuthnRequest',
        expected: 'LogoutRequest',
      };
    },
  }),
];
