import { randomUUID } from 'node:crypto';
import { certificateBody } from '../keys.ts';
import type { Environment } from './environment.ts';
import { issuerOf } from './saml-response.ts';
import { signXml } from './saml-signature.ts';

const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings';

/** Signed metadata of one year's endpoints: SAML 2.0 metadata, section 2.4.3. */
export function samlMetadata(environment: Environment, year: string): string {
  const endpoint = (element: string, binding: string, path: string) =>
    `<${element} Binding="${BINDING}:${binding}" Location="${environment.origin}/api/saml/${path}${year}"/>`;
  const xml = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_${randomUUID()}" entityID="${issuerOf(environment)}"><IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificateBody(environment.key.certificate)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>${[
    endpoint('SingleLogoutService', 'HTTP-Redirect', 'logout'),
    endpoint('SingleLogoutService', 'HTTP-POST', 'logout'),
    '<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>',
    '<NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>',
    endpoint('SingleSignOnService', 'HTTP-Redirect', 'auth'),
    endpoint('SingleSignOnService', 'HTTP-POST', 'auth'),
  ].join('')}</IDPSSODescriptor></EntityDescriptor>`;
  return signXml(xml, environment.key);
}
