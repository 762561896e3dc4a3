import { verify } from 'node:crypto';
import { XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import type { KeyPair } from '../keys.ts';
import type { SamlMessage } from './saml-request.ts';

/** Signatures of requests, and the provider's own signature on what it asserts. */

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** A `Signature` parameter goes before an embedded signature; RSA with SHA-256 only. */
export function verifiesWith(message: SamlMessage, certificates: readonly string[]): boolean {
  const parameters = new URLSearchParams(message.fields.map(([name, value]) => [name, value]));
  return certificates.some((certificate) =>
    parameters.has('Signature')
      ? verifiesQuery(parameters, certificate)
      : verifiesEmbedded(message, certificate),
  );
}

/** SAML 2.0 bindings, section 3.4.4.1; the real provider always rebuilds the string with its own escapes. */
function verifiesQuery(parameters: URLSearchParams, certificate: string): boolean {
  const algorithm = parameters.get('SigAlg');
  if (algorithm === null) throw new Error('Signature without SigAlg');
  if (!isSha256(algorithm)) return false;
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg']
    .filter((name) => parameters.has(name))
    .map((name) => `${name}=${cgiEscape(parameters.get(name) ?? '')}`)
    .join('&');
  const signature = Buffer.from(parameters.get('Signature') ?? '', 'base64');
  return verify('sha256', Buffer.from(signed), certificate, signature);
}

function verifiesEmbedded({ xml, document }: SamlMessage, certificate: string): boolean {
  if (!document?.signature) return false;
  const method = document.signature.getElementsByTagNameNS('*', 'SignatureMethod')[0];
  if (!isSha256(method?.getAttribute('Algorithm') ?? '')) return false;
  const signed = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  signed.loadSignature(new XMLSerializer().serializeToString(document.signature));
  try {
    return signed.checkSignature(xml) && signed.getSignedReferences().length === 1;
  } catch {
    return false;
  }
}

function isSha256(algorithm: string): boolean {
  return /(?:rsa-)?sha(\d+)$/i.exec(algorithm)?.[1] === '256';
}

/** Ruby's CGI.escape: upper-case escapes, a space becomes `+`. */
function cgiEscape(value: string): string {
  const escaped = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return escaped.replaceAll('%20', '+');
}

/** Enveloped signature over the root element, placed behind its Issuer, the certificate in KeyInfo. */
export function signXml(xml: string, key: KeyPair, place: { readonly after?: string } = {}): string {
  const signed = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signed.addReference({ xpath: '/*', transforms: [ENVELOPED, EXCLUSIVE], digestAlgorithm: SHA256 });
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: place.after
      ? { reference: `/*/*[local-name()='${place.after}']`, action: 'after' }
      : { reference: '/*', action: 'prepend' },
  });
  return signed.getSignedXml();
}
