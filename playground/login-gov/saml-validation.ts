import type { Registration } from './registrations.ts';
import type { SamlDocument, SamlMessage } from './saml-request.ts';
import { verifiesWith } from './saml-signature.ts';
import { IALMAX, needsProofing, VALID_AUTHN_CONTEXTS } from './service-levels.ts';

/** Validation of requests at the SAML endpoints, in the provider's own words. */

export interface SamlCheck {
  readonly client: Registration | undefined;
  /** Where the answer goes. */
  readonly responseUrl: string;
  readonly messages: readonly string[];
}

const DOCS = 'Please see our documentation at https://developers.login.gov/support/';
const UNAUTHORIZED_CONTEXT = `Authn context Unauthorized authentication context. ${DOCS}#unauthorized_auth_context`;
const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const PASSWORD_CONTEXTS: readonly string[] = [
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
];

/** A bad signature on an AuthnRequest is no error: it only decides which certificate encrypts the answer. */
export function checkSaml(message: SamlMessage, registrations: readonly Registration[]): SamlCheck {
  const { document } = message;
  const client = registrations.find(({ issuer }) => issuer === document?.issuer);
  const responseUrl = findResponseUrl(document, client);
  const unverifiedLogout = document?.isLogoutRequest === true && !verifiesWith(message, client?.certs ?? []);
  return {
    client,
    responseUrl,
    messages: [
      ...serviceProviderMessages(document, client, responseUrl, unverifiedLogout),
      ...(document && client ? contextMessages(document, client) : []),
      ...(document?.nameIdFormat === EMAIL_FORMAT && client?.email_nameid_format_allowed === false
        ? [`Nameid format Unauthorized nameID format. ${DOCS}#nameidformat_unrecognized`]
        : []),
    ],
  };
}

function findResponseUrl(document: SamlDocument | undefined, client: Registration | undefined): string {
  if (document?.isLogoutRequest) return client?.assertion_consumer_logout_service_url ?? '';
  if (document?.isAuthnRequest) return client?.acs_url ?? document.assertionConsumerServiceUrl ?? '';
  return '';
}

function serviceProviderMessages(
  document: SamlDocument | undefined,
  client: Registration | undefined,
  responseUrl: string,
  unverifiedLogout: boolean,
): readonly string[] {
  const { isAuthnRequest = false, isLogoutRequest = false } = document ?? {};
  const texts = [];
  if ((document?.issuer ?? '').trim() === '') texts.push('Issuer missing from SAML request');
  if (!isAuthnRequest && !isLogoutRequest) {
    texts.push(
      'SAML request is missing either an authnrequest or logout request. One of the two is required.',
    );
  }
  if (isAuthnRequest && isLogoutRequest) {
    texts.push('SAML request contains both an authnrequest and logout request. Only one can be specified.');
  }
  if (responseUrl === '' && (client || isAuthnRequest || isLogoutRequest)) {
    texts.push(
      'SAML request is missing Assertion Consumer Service URL or Assertion Consumer Logout Service URL',
    );
  }
  if (!client) texts.push(`Unauthorized Service Provider. ${DOCS}#unauthorized`);
  if (client && client.certs.length === 0 && client.block_encryption !== 'none') {
    texts.push('Your service provider does not have a certificate registered.');
  }
  if (unverifiedLogout) {
    texts.push(
      `SAML request signature is invalid or does not match any registered public certificates. ${DOCS}#saml-signature`,
    );
  }
  return texts.map((text) => `Service provider ${text}`);
}

function contextMessages(document: SamlDocument, client: Registration): readonly string[] {
  const { classRefs, comparison } = document;
  const stepUp = comparison === 'minimum' || comparison === 'better';
  const valid = stepUp ? [...VALID_AUTHN_CONTEXTS, ...PASSWORD_CONTEXTS] : VALID_AUTHN_CONTEXTS;
  const unknown = classRefs.length > 0 && !classRefs.some((value) => valid.includes(value));
  const notAllowed = classRefs.some(
    (value) =>
      (needsProofing(value) && (client.ial ?? 0) < 2) || (value === IALMAX && !client.ialmax_allowed),
  );
  return unknown || notAllowed ? [UNAUTHORIZED_CONTEXT] : [];
}
