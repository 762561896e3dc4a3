import { inflateRawSync } from 'node:zlib';
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';

/** Reads a SAML request as leniently as the real provider does. */

export interface SamlMessage {
  /** Request fields as received, to be posted on by the provider's own pages. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Null when the request has none: then the answer has none either. */
  readonly relayState: string | null;
  /** Empty when nothing could be decoded. */
  readonly xml: string;
  readonly document: SamlDocument | undefined;
}

export interface SamlDocument {
  readonly isAuthnRequest: boolean;
  readonly isLogoutRequest: boolean;
  readonly id: string;
  readonly issuer: string;
  readonly assertionConsumerServiceUrl: string | null;
  readonly nameIdFormat: string | null;
  readonly comparison: string;
  /** Without the requested attributes, which travel as class references too. */
  readonly classRefs: readonly string[];
  readonly signature: Element | undefined;
}

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const REQUESTED_ATTRIBUTES = 'http://idmanagement.gov/ns/requested_attributes?ReqAttr=';
const KEPT_FIELDS = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature', 'prompt'];
const MAXIMUM_XML_BYTES = 1_000_000;

export function readSamlRequest(parameters: URLSearchParams): SamlMessage {
  const xml = decode(parameters.get('SAMLRequest') ?? '');
  return {
    fields: [...parameters].filter(([name]) => KEPT_FIELDS.includes(name)),
    relayState: parameters.get('RelayState'),
    xml,
    document: parse(xml),
  };
}

/** Base64 (foreign characters are skipped), then raw DEFLATE; what does not inflate is taken as XML. */
function decode(value: string): string {
  const bytes = Buffer.from(value.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64');
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAXIMUM_XML_BYTES }).toString('utf8');
  } catch {
    return bytes.toString('utf8');
  }
}

function parse(xml: string): SamlDocument | undefined {
  const dom = parseXml(xml);
  if (!dom) return undefined;
  const first = (namespace: string, name: string) => dom.getElementsByTagNameNS(namespace, name)[0];
  const authnRequest = first(PROTOCOL, 'AuthnRequest');
  const logoutRequest = first(PROTOCOL, 'LogoutRequest');
  const request = authnRequest ?? logoutRequest;
  const attribute = (element: Element | undefined, name: string) => element?.getAttribute(name) || null;
  const classRefs = Array.from(
    dom.getElementsByTagNameNS(ASSERTION, 'AuthnContextClassRef'),
    ({ textContent }) => textContent ?? '',
  );
  return {
    isAuthnRequest: authnRequest !== undefined,
    isLogoutRequest: logoutRequest !== undefined,
    id: attribute(request, 'ID') ?? '',
    issuer: first(ASSERTION, 'Issuer')?.textContent ?? '',
    assertionConsumerServiceUrl: attribute(request, 'AssertionConsumerServiceURL'),
    nameIdFormat: attribute(first(PROTOCOL, 'NameIDPolicy'), 'Format'),
    comparison: attribute(first(PROTOCOL, 'RequestedAuthnContext'), 'Comparison') ?? 'exact',
    classRefs: classRefs.filter((value) => !value.includes(REQUESTED_ATTRIBUTES)),
    signature: first(DSIG, 'Signature'),
  };
}

function parseXml(xml: string): Document | undefined {
  if (!xml.includes('<')) return undefined;
  try {
    const dom = new DOMParser({ onError: () => undefined }).parseFromString(xml, 'text/xml');
    return dom?.documentElement ? dom : undefined;
  } catch {
    return undefined;
  }
}
