import {
  authnRequest,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlRedirectUrl,
} from './example-support/index.ts';

const issued = (issuer: string) => ({ capture: requestCapture(samlRedirectUrl(authnRequest({ issuer }))) });
const at = (actual?: string) =>
  ({ part: 'xml', name: 'AuthnRequest/Issuer', ...(actual !== undefined && { actual }) }) as const;
const written = (xml: string) => ({ capture: requestCapture(samlRedirectUrl(xml)) });
const LOGOUT = '<samlp:LogoutRequest/>';

export const samlIssuerExamples: readonly RuleExample[] = [
  {
    rule: 'saml-issuer-missing',
    fails: () => ({ ...issued(' '), evidence: [at(' ')] }),
    passes: () => issued(SAML_ISSUER),
  },
  {
    // The first Issuer anywhere counts, in the namespace of assertions.
    rule: 'saml-issuer-missing',
    fails: () => ({
      ...written(authnRequest().replaceAll('saml:Issuer', 'samlp:Issuer')),
      evidence: [at()],
    }),
    passes: () =>
      written(
        authnRequest()
          .replace('<saml:Issuer>', '<samlp:Extensions><saml:Issuer>')
          .replace('</saml:Issuer>', '</saml:Issuer></samlp:Extensions>'),
      ),
  },
  {
    rule: 'saml-issuer-whitespace',
    fails: () => ({ ...issued(`\n${SAML_ISSUER}`), evidence: [at(`"\\n${SAML_ISSUER}"`)] }),
    passes: () => issued(SAML_ISSUER),
  },
  {
    rule: 'saml-issuer-unregistered',
    fails: () => ({
      ...issued(SAML_ISSUER.toUpperCase()),
      portal: { issuer: SAML_ISSUER },
      evidence: [at(SAML_ISSUER.toUpperCase())],
    }),
    passes: () => ({ ...issued(SAML_ISSUER), portal: { issuer: SAML_ISSUER } }),
  },
  {
    rule: 'saml-both-authn-and-logout',
    fails: () => ({
      ...written(authnRequest().replace('</samlp:AuthnRequest>', `${LOGOUT}</samlp:AuthnRequest>`)),
      evidence: [{ part: 'xml', name: 'AuthnRequest', actual: 'AuthnRequest and LogoutRequest' }],
    }),
    passes: () =>
      written(authnRequest().replace('</samlp:AuthnRequest>', '<LogoutRequest/></samlp:AuthnRequest>')),
  },
];
