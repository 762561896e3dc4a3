import { parameter } from '../decode/parameters.ts';
import { isReadable } from '../decode/saml-message.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { Evidence, SamlRequest } from '../model/index.ts';
import { messageRule, type Rule, type RuleContext, type Violation } from './rule.ts';

/** Rules about whether and how a SAML request is signed; whether the signature verifies is another matter. */

const SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

type Where = { readonly by: 'parameter' | 'element'; readonly algorithm: string };

/** Login.gov prefers the Signature parameter; without it, it looks for a Signature element. */
function signatureOf(request: SamlRequest): Where | undefined {
  if (parameter(request.parameters, 'Signature') !== undefined) {
    return { by: 'parameter', algorithm: parameter(request.parameters, 'SigAlg') ?? '' };
  }
  const embedded = request.document?.signature;
  return embedded === undefined ? undefined : { by: 'element', algorithm: embedded.signatureMethod ?? '' };
}

/** Login.gov reads the number behind the first "sha" and takes SHA-1 where there is none. */
function isSha256(algorithm: string): boolean {
  const digits = /(?:rsa-)?sha(.*?)$/i.exec(algorithm)?.[1];
  return Number.parseInt(digits ?? '1', 10) === 256;
}

function unsigned(request: SamlRequest): boolean {
  return isReadable(request) && signatureOf(request) === undefined;
}

/** Without a registered certificate, or with another one in the request, Login.gov does not come to that. */
function isTried({ hop }: SamlRequest, { portal, signatures }: RuleContext): boolean {
  if (portal.certs?.length === 0) return false;
  const verdict = signatures.get(hop)?.atLoginGov;
  return verdict === undefined || verdict.attempts.some(({ outcome }) => outcome === 'sig_alg_missing');
}

function parameterPart({ binding }: SamlRequest): Evidence['at']['part'] {
  return binding === 'HTTP-Redirect' ? 'query' : 'body';
}

function missing(request: SamlRequest, summary: string): Violation {
  const redirect = request.binding === 'HTTP-Redirect';
  const at: Evidence['at'] = redirect
    ? { part: 'query', name: 'Signature' }
    : { part: 'xml', name: `${request.document?.root ?? ''}/Signature` };
  return {
    summary,
    fix: redirect
      ? 'Switch request signing on in the SAML library: RSA with SHA-256, over SAMLRequest, RelayState and SigAlg.'
      : 'Switch request signing on in the SAML library: an embedded XML signature, RSA with SHA-256.',
    values: [{ label: redirect ? 'SigAlg' : 'SignatureMethod Algorithm', value: SHA256 }],
    evidence: [{ hop: request.hop, at, expected: 'a signature' }],
  };
}

function wrongAlgorithm(request: SamlRequest, consequence: string): Violation | undefined {
  const signature = signatureOf(request);
  if (signature === undefined || isSha256(signature.algorithm)) return undefined;
  const at: Evidence['at'] =
    signature.by === 'parameter'
      ? { part: parameterPart(request), name: 'SigAlg' }
      : { part: 'xml', name: 'Signature/SignedInfo/SignatureMethod/@Algorithm' };
  const named =
    signature.algorithm === ''
      ? 'No signature algorithm is named'
      : `The signature uses "${signature.algorithm}"`;
  return {
    summary: `${named}; Login.gov verifies RSA with SHA-256 only. ${consequence}`,
    fix: 'Sign with RSA and SHA-256.',
    values: [{ label: signature.by === 'parameter' ? 'SigAlg' : 'SignatureMethod Algorithm', value: SHA256 }],
    evidence: [{ hop: request.hop, at, actual: signature.algorithm, expected: SHA256 }],
  };
}

const AUTHN_CONSEQUENCE =
  'The sign-in goes on, but the response is encrypted to the first registered certificate whatever key you use, so exchanging certificates will break sign-ins.';

export const requestSignatureRules: readonly Rule[] = [
  messageRule({
    id: 'saml-signature-missing',
    severity: 'warning',
    title: 'AuthnRequest not signed',
    docs: [DOCS.samlSignature],
    on: 'saml-authn-request',
    check: (request) =>
      unsigned(request)
        ? missing(request, `The AuthnRequest is not signed. ${AUTHN_CONSEQUENCE}`)
        : undefined,
  }),
  messageRule({
    id: 'saml-signature-not-sha256',
    severity: 'warning',
    title: 'Signature algorithm is not SHA-256',
    docs: [DOCS.samlSignature],
    on: 'saml-authn-request',
    check: (request) => wrongAlgorithm(request, AUTHN_CONSEQUENCE),
  }),
  messageRule({
    id: 'saml-logout-signature-missing',
    severity: 'error',
    title: 'LogoutRequest not signed',
    docs: [DOCS.samlLogoutRequest, DOCS.samlSignature],
    on: 'saml-logout-request',
    check: (request) =>
      unsigned(request)
        ? missing(
            request,
            'The LogoutRequest is not signed. Unlike a sign-in, a logout without signature is refused.',
          )
        : undefined,
  }),
  messageRule({
    id: 'saml-logout-signature-not-sha256',
    severity: 'error',
    title: 'LogoutRequest signature is not SHA-256',
    docs: [DOCS.samlLogoutRequest, DOCS.samlSignature],
    on: 'saml-logout-request',
    check: (request) => wrongAlgorithm(request, 'The logout is refused.'),
  }),
  messageRule({
    id: 'saml-signature-without-sigalg',
    severity: 'error',
    title: 'Signature parameter without SigAlg',
    docs: [DOCS.samlSignature],
    on: ['saml-authn-request', 'saml-logout-request'],
    check: (request, context) => {
      const signed = parameter(request.parameters, 'Signature') !== undefined;
      if (!signed || parameter(request.parameters, 'SigAlg') !== undefined) return undefined;
      const tried = isTried(request, context);
      return {
        ...(!tried && { severity: 'warning' as const }),
        summary: `The request has a Signature but does not say with which algorithm; Login.gov ${tried ? 'answers with HTTP 500 once it tries a registered certificate' : 'would answer with HTTP 500 if it came to trying a registered certificate'}.`,
        fix: 'Send SigAlg beside Signature.',
        values: [{ label: 'SigAlg', value: SHA256 }],
        evidence: [
          { hop: request.hop, at: { part: parameterPart(request), name: 'SigAlg' }, expected: SHA256 },
        ],
      };
    },
  }),
  messageRule({
    id: 'saml-sigalg-without-signature',
    severity: 'warning',
    title: 'SigAlg without Signature parameter',
    docs: [DOCS.samlSignature],
    on: ['saml-authn-request', 'saml-logout-request'],
    check: (request) => {
      const sigAlg = parameter(request.parameters, 'SigAlg');
      if (sigAlg === undefined || parameter(request.parameters, 'Signature') !== undefined) return undefined;
      return {
        summary:
          'The request names a signature algorithm but carries no Signature parameter; SigAlg is ignored.',
        fix: 'Send the Signature parameter, or leave SigAlg out when the signature is inside the XML.',
        evidence: [
          { hop: request.hop, at: { part: parameterPart(request), name: 'SigAlg' }, actual: sigAlg },
        ],
      };
    },
  }),
];
