import { constants, createCipheriv, publicEncrypt, randomBytes, randomUUID } from 'node:crypto';
import { escapeHtml as escapeXml } from '../../src/formats/html-text.ts';
import { certificateBody } from '../keys.ts';
import type { Environment } from './environment.ts';
import { TEST_USER } from './environment.ts';
import type { Registration } from './registrations.ts';
import type { SamlDocument } from './saml-request.ts';
import { signXml } from './saml-signature.ts';
import { serviceLevels } from './service-levels.ts';

/** The provider's answers: a Response with a signed and encrypted Assertion, and an unsigned LogoutResponse. */

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
const DEFAULT_AAL = 'urn:gov:gsa:ac:classes:sp:PasswordProtectedTransport:duo';
const DEFAULT_IAL = 'urn:acr.login.gov:auth-only';
const AES_256_CBC = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';
const RSA_OAEP = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';

interface Answer {
  readonly environment: Environment;
  readonly client: Registration;
  readonly request: SamlDocument;
  /** Destination, recipient and target of the form. */
  readonly url: string;
}

export function samlResponse(answer: Answer): string {
  const assertion = signXml(assertionXml(answer), answer.environment.key, { after: 'Issuer' });
  const [certificate] = answer.client.certs;
  const plain = answer.client.block_encryption === 'none' || certificate === undefined;
  return envelope('Response', answer, plain ? assertion : encrypt(assertion, certificate));
}

export function samlLogoutResponse(answer: Answer): string {
  return envelope('LogoutResponse', answer, '');
}

export function issuerOf(environment: Environment): string {
  return `${environment.origin}/api/saml`;
}

function envelope(name: 'Response' | 'LogoutResponse', answer: Answer, content: string): string {
  const { environment, request, url } = answer;
  return `<samlp:${name} xmlns:samlp="${PROTOCOL}" ID="_${randomUUID()}" Version="2.0" IssueInstant="${instant(0)}" Destination="${escapeXml(url)}" InResponseTo="${escapeXml(request.id)}"><Issuer xmlns="${ASSERTION}">${issuerOf(environment)}</Issuer><samlp:Status><samlp:StatusCode Value="${SUCCESS}"/></samlp:Status>${content}</samlp:${name}>`;
}

function assertionXml({ environment, client, request, url }: Answer): string {
  const ial = serviceLevels(request.classRefs)[0] ?? DEFAULT_IAL;
  const aal = request.classRefs.find((value) => value.includes('/assurance/aal/')) ?? DEFAULT_AAL;
  const attributes = { uuid: TEST_USER.uuid, email: TEST_USER.email, ial, aal };
  return `<Assertion xmlns="${ASSERTION}" ID="_${randomUUID()}" IssueInstant="${instant(0)}" Version="2.0"><Issuer>${issuerOf(environment)}</Issuer><Subject><NameID Format="${PERSISTENT}">${TEST_USER.uuid}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="${escapeXml(request.id)}" NotOnOrAfter="${instant(180)}" Recipient="${escapeXml(url)}"/></SubjectConfirmation></Subject><Conditions NotBefore="${instant(-5)}" NotOnOrAfter="${instant(3600)}"><AudienceRestriction><Audience>${escapeXml(client.issuer)}</Audience></AudienceRestriction></Conditions><AuthnStatement AuthnInstant="${instant(0)}" SessionIndex="_${randomUUID()}"><AuthnContext><AuthnContextClassRef>${escapeXml(aal)}</AuthnContextClassRef></AuthnContext></AuthnStatement><AttributeStatement>${Object.entries(attributes).map(attributeXml).join('')}</AttributeStatement></Assertion>`;
}

function attributeXml([name, value]: readonly [string, string]): string {
  return `<Attribute Name="${name}" NameFormat="${BASIC}" FriendlyName="${name}"><AttributeValue>${escapeXml(value)}</AttributeValue></Attribute>`;
}

/** XML Encryption 1.0: AES-256-CBC for the element, RSA-OAEP for its key. */
function encrypt(xml: string, certificate: string): string {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const data = Buffer.concat([iv, cipher.update(xml, 'utf8'), cipher.final()]).toString('base64');
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const encryptedKey = publicEncrypt({ key: certificate, padding, oaepHash: 'sha1' }, key).toString('base64');
  return `<EncryptedAssertion xmlns="${ASSERTION}"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="${AES_256_CBC}"/><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${RSA_OAEP}"><DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></xenc:EncryptionMethod><KeyInfo><X509Data><X509Certificate>${certificateBody(certificate)}</X509Certificate></X509Data></KeyInfo><xenc:CipherData><xenc:CipherValue>${encryptedKey}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></KeyInfo><xenc:CipherData><xenc:CipherValue>${data}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></EncryptedAssertion>`;
}

/** Now plus some seconds, as SAML writes it. */
function instant(offsetSeconds: number): string {
  return new Date(Date.now() + offsetSeconds * 1000).toISOString();
}
