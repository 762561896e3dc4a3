import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { SamlRequest, SamlRequestDocument } from '../model/index.ts';
import type { Rule, RuleContext } from './rule.ts';
import { ANY_REQUEST, samlRequestRule } from './saml-request.ts';

/** Rules about the form of a signature in the XML, whether or not it verifies. */

const SHA256_DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256';

const hasParameter = ({ parameters }: SamlRequest) => parameter(parameters, 'Signature') !== undefined;

/** What Login.gov's verification trips over; undefined for a complete signature. */
function lack({
  signature,
}: SamlRequestDocument): { readonly what: string; readonly at: string } | undefined {
  if (signature === undefined) return undefined;
  if (!signature.hasSignedInfo) return { what: 'no SignedInfo', at: 'Signature/SignedInfo' };
  if (!signature.hasSignatureValue) return { what: 'no SignatureValue', at: 'Signature/SignatureValue' };
  const reference = 'Signature/SignedInfo/Reference';
  if (signature.references.some(({ uri }) => uri === undefined)) {
    return { what: 'a Reference without URI', at: `${reference}/@URI` };
  }
  if (signature.references.some(({ found }) => !found)) {
    return { what: 'a Reference to an ID that no element has', at: `${reference}/@URI` };
  }
  return undefined;
}

/** With another certificate in the request than the registered ones, Login.gov does not come to that. */
function isTried(request: SamlRequest, { portal, signatures }: RuleContext): boolean {
  if (portal.certs?.length === 0) return false;
  const verdict = signatures.get(request.hop)?.atLoginGov;
  return verdict === undefined || verdict.attempts.some(({ outcome }) => outcome === 'structure_invalid');
}

export const signatureFormRules: readonly Rule[] = [
  samlRequestRule({
    id: 'saml-digest-not-sha256',
    severity: 'info',
    title: 'DigestMethod is not SHA-256',
    docs: [DOCS.samlSignature],
    on: 'saml-authn-request',
    find: ({ signature }) => {
      if (signature === undefined || signature.digestMethod === SHA256_DIGEST) return undefined;
      return {
        summary: `The digest in the signature is made with "${signature.digestMethod ?? ''}". Login.gov verifies SHA-1, SHA-256, SHA-384 and SHA-512 digests; its documentation speaks of SHA-256.`,
        fix: 'Set DigestMethod to SHA-256.',
        values: [{ label: 'DigestMethod Algorithm', value: SHA256_DIGEST }],
        at: { part: 'xml', name: 'Signature/SignedInfo/Reference/DigestMethod/@Algorithm' },
        actual: signature.digestMethod,
        expected: SHA256_DIGEST,
      };
    },
  }),
  samlRequestRule({
    id: 'saml-signature-structure-invalid',
    severity: 'error',
    title: 'Malformed embedded signature',
    docs: [DOCS.samlSignature],
    on: ANY_REQUEST,
    find: (document, request, context) => {
      const missing = hasParameter(request) ? undefined : lack(document);
      if (missing === undefined || !isTried(request, context)) return undefined;
      return {
        summary: `The signature has ${missing.what}. Login.gov answers with HTTP 500 once it tries a registered certificate.`,
        fix: 'Let the SAML library write the whole signature, with a Reference to the ID of the request.',
        at: { part: 'xml', name: missing.at },
        actual: missing.what,
      };
    },
  }),
  samlRequestRule({
    id: 'saml-param-and-embedded-signature',
    severity: 'info',
    title: 'Both parameter and embedded signature',
    docs: [DOCS.samlSignature],
    on: ANY_REQUEST,
    find: ({ signature }, request) => {
      if (signature === undefined || !hasParameter(request)) return undefined;
      return {
        summary:
          'The request is signed twice, by the Signature parameter and in the XML. Login.gov verifies the parameter; a certificate in the XML must be a registered one nevertheless.',
        fix: 'Sign once: with the Signature parameter in the redirect binding, in the XML in the POST binding.',
        at: { part: 'xml', name: 'Signature' },
        actual: 'a Signature element beside the Signature parameter',
      };
    },
  }),
];
