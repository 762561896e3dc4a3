import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';
import type { Capture, PortalConfiguration } from '../../src/core/index.ts';
import { captureFromRequest } from '../../src/core/index.ts';
import {
  authnRequest,
  authorizeUrl,
  SAML_ISSUER,
  samlPost,
} from '../../src/core/rules/example-support/index.ts';

export interface Samples {
  /** About 2 kB of XML with an embedded signature and its certificate, by the POST binding. */
  readonly signedXml: string;
  readonly signed: Capture;
  /** A request of the same size by the redirect binding, with a signature over the query. */
  readonly redirected: Capture;
  /** The same without its signature. */
  readonly unsigned: Capture;
  readonly authorize: Capture;
  readonly portal: PortalConfiguration;
}

const ENDPOINT = 'https://idp.int.identitysandbox.gov/api/saml/auth2026';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** Requests as real libraries send them. */
export async function makeSamples(): Promise<Samples> {
  const key = await generate([{ name: 'commonName', value: 'app.example.gov' }], { keySize: 2048 });
  const signedXml = signInside(authnRequest(), key.private, key.cert);
  const deflated = deflateRawSync(unsignedXml(signedXml)).toString('base64');
  const query = `SAMLRequest=${encodeURIComponent(deflated)}&RelayState=c0ffee`;
  const toSign = `${query}&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
  const signature = sign('sha256', Buffer.from(toSign), key.private).toString('base64');
  return {
    signedXml,
    signed: captureFromRequest(samlPost(signedXml)),
    redirected: captureFromRequest({
      url: `${ENDPOINT}?${toSign}&Signature=${encodeURIComponent(signature)}`,
    }),
    unsigned: captureFromRequest({ url: `${ENDPOINT}?${query}` }),
    authorize: captureFromRequest({ url: authorizeUrl() }),
    portal: {
      issuer: SAML_ISSUER,
      certs: [key.cert],
      ial: 1,
      acs_url: 'https://app.example.gov/acs',
      redirect_uris: [],
    },
  };
}

/** The signature under names that are none of a signature's. */
function unsignedXml(signedXml: string): string {
  return signedXml.replaceAll('Signature', 'Signatory').replaceAll('X509Certificate', 'X509Certificato');
}

function signInside(xml: string, privateKey: string, publicCert: string): string {
  const signature = new SignedXml({
    privateKey,
    publicCert,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signature.addReference({
    xpath: "/*[local-name()='AuthnRequest']",
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(xml, {
    location: { reference: "//*[local-name()='Issuer']", action: 'after' },
  });
  return signature.getSignedXml();
}

/** An AuthnRequest of about that many characters: a realistic one with ever more class references. */
export function requestOfSize(characters: number): string {
  const ref = 'urn:example:gov:authentication-context:';
  const one =
    authnRequest({ classRefs: [`${ref}${'0'.repeat(40)}`] }).length - authnRequest({ classRefs: [] }).length;
  const many = Math.max(1, Math.floor((characters - authnRequest().length) / Math.min(one, 140)));
  return authnRequest({
    classRefs: Array.from({ length: many }, (_, index) => ref + String(index).padStart(40, '0')),
  });
}
