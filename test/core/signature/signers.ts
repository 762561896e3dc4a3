import { execFileSync } from 'node:child_process';
import { createSign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { cgiEscape } from '../../../src/core/decode/cgi-escape.ts';
import { parseParameters } from '../../../src/core/decode/parameters.ts';
import type { Parameter } from '../../../src/core/model/index.ts';
import { authnRequest, base64, deflatedBase64, REQUEST_ID, RSA_SHA256 } from '../../support/builders.ts';

/** Signers of others, and keys that live as long as a test. */

export interface KeyPair {
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

const DAY = 24 * 60 * 60 * 1000;

export async function makeKey(
  commonName: string,
  {
    type = 'rsa',
    bits = 2048,
    curve = 'P-256',
    endsInDays = 365,
  }: { type?: 'rsa' | 'ec'; bits?: number; curve?: 'P-256' | 'P-384' | 'P-521'; endsInDays?: number } = {},
): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: type,
    keySize: bits,
    curve,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 400 * DAY),
    notAfterDate: new Date(Date.now() + endsInDays * DAY),
  });
  return { privateKey: made.private, certificate: made.cert };
}

/** Base64 of the certificate, without the PEM lines. */
export function certificateBody({ certificate }: KeyPair): string {
  return certificate.replace(/-----[^-]+-----|\s/g, '');
}

/** The fields of a posted request, as a browser hands them over. */
export function posted(xml: string): Parameter[] {
  const value = base64(xml);
  return [{ name: 'SAMLRequest', value, raw: value }];
}

export interface QueryParts {
  readonly xml?: string;
  readonly relayState?: string;
  readonly algorithm?: string;
  readonly hash?: string;
  /** How values are percent-encoded, for the text that is signed and for the query. */
  readonly encode?: (value: string) => string;
}

/** A query signed by Node's crypto module, over its own text (SAML 2.0 bindings, section 3.4.4.1). */
export function signedQuery(key: KeyPair, parts: QueryParts = {}): Parameter[] {
  return parseParameters(signedQueryText(key, parts));
}

export function signedQueryText(
  { privateKey }: KeyPair,
  {
    xml = authnRequest(),
    relayState,
    algorithm = RSA_SHA256,
    hash = 'sha256',
    encode = cgiEscape,
  }: QueryParts = {},
): string {
  const values = [
    ['SAMLRequest', deflatedBase64(xml)],
    ...(relayState === undefined ? [] : [['RelayState', relayState]]),
    ['SigAlg', algorithm],
  ];
  const text = values.map(([name, value]) => `${name}=${encode(value ?? '')}`).join('&');
  const signature = createSign(hash).update(text).sign(privateKey, 'base64');
  return `${text}&Signature=${encode(signature)}`;
}

export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const INCLUSIVE_11 = 'http://www.w3.org/2006/12/xml-c14n11';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export interface TemplateParts {
  readonly uri?: string;
  readonly c14n?: string;
  /** Of the canonicalization transform; the same as `c14n` unless given. */
  readonly transform?: string;
  /** Further or other transforms; XML. */
  readonly transforms?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly keyInfo?: boolean;
  /** PrefixList of the transform, and of CanonicalizationMethod. */
  readonly transformPrefixes?: string;
  readonly c14nPrefixes?: string;
}

/** What xmlsec1 fills in. */
export function signatureTemplate({
  uri = `#${REQUEST_ID}`,
  c14n = EXCLUSIVE,
  transform = c14n,
  signatureMethod = RSA_SHA256,
  digestMethod = SHA256,
  keyInfo = true,
  transformPrefixes,
  c14nPrefixes,
  transforms = `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${transform}">${prefixList(transformPrefixes)}</ds:Transform>`,
}: TemplateParts = {}): string {
  return [
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>',
    `<ds:CanonicalizationMethod Algorithm="${c14n}">${prefixList(c14nPrefixes)}</ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${signatureMethod}"/>`,
    `<ds:Reference URI="${uri}"><ds:Transforms>${transforms}</ds:Transforms>`,
    `<ds:DigestMethod Algorithm="${digestMethod}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>`,
    `<ds:SignatureValue/>${keyInfo ? '<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>' : ''}</ds:Signature>`,
  ].join('');
}

function prefixList(prefixes: string | undefined): string {
  return prefixes === undefined
    ? ''
    : `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="${prefixes}"/>`;
}

/** The request with a template behind its Issuer. */
export function withSignature(xml: string, template: string): string {
  return xml.replace('</saml:Issuer>', `</saml:Issuer>${template}`);
}

/** Signs the template in the document with xmlsec1. */
export function signWithXmlsec(key: KeyPair, xml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'signature-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const privateKey = write('key.pem', key.privateKey);
    const certificate = write('certificate.pem', key.certificate);
    const output = join(folder, 'signed.xml');
    execFileSync(
      '/usr/bin/xmlsec1',
      [
        '--sign',
        '--privkey-pem',
        `${privateKey},${certificate}`,
        ...['AuthnRequest', 'LogoutRequest'].flatMap((name) => [
          '--id-attr:ID',
          `urn:oasis:names:tc:SAML:2.0:protocol:${name}`,
        ]),
        '--output',
        output,
        write('template.xml', xml),
      ],
      { stdio: 'pipe' },
    );
    return readFileSync(output, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A request with an embedded signature of xmlsec1. */
export function signedRequest(key: KeyPair, parts: TemplateParts = {}, xml: string = authnRequest()): string {
  return signWithXmlsec(key, withSignature(xml, signatureTemplate(parts)));
}
