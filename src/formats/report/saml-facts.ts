import type { EmbeddedSignature, SamlRequestDocument, SamlResponseDocument } from '../../core/model/index.ts';

export interface SamlFact {
  /** The element or attribute, as in SAML 2.0 core. */
  readonly name: string;
  readonly values: readonly string[];
  /** What the value means here. */
  readonly note?: string;
}

/** What people look for in an AuthnRequest or LogoutRequest; what is absent is left out. */
export function requestFacts(document: SamlRequestDocument): readonly SamlFact[] {
  return present([
    ['Issuer', document.issuer],
    ['ID', document.id],
    ['IssueInstant', document.issueInstant],
    ['Destination', document.destination],
    ['AssertionConsumerServiceURL', document.assertionConsumerServiceUrl],
    ['NameIDPolicy', document.nameIdFormat],
    ['ForceAuthn', document.forceAuthn],
    ['Comparison', document.comparison],
    ['AuthnContextClassRef', ...document.classRefs],
    [
      'Signature',
      document.signature && describeSignature(document.signature, document.certificate !== undefined),
    ],
  ]);
}

export function responseFacts(document: SamlResponseDocument): readonly SamlFact[] {
  return present([
    ['Status', document.status],
    ['Issuer', document.issuer],
    ['InResponseTo', document.inResponseTo],
    ['Destination', document.destination],
    ['IssueInstant', document.issueInstant],
    ['EncryptedAssertion', document.encrypted ? 'yes' : 'no'],
    ['Signature', document.signed ? 'yes' : 'no'],
    ['NotBefore', document.notBefore],
    ['NotOnOrAfter', document.notOnOrAfter],
    ['Audience', document.audience],
    ['NameID Format', document.nameIdFormat],
  ]);
}

function present(rows: readonly (readonly [string, ...(string | undefined)[]])[]): readonly SamlFact[] {
  return rows
    .map(([name, ...values]) => ({ name, values: values.filter((value) => value !== undefined) }))
    .filter(({ values }) => values.length > 0);
}

function describeSignature(
  { signatureMethod, digestMethod }: EmbeddedSignature,
  hasCertificate: boolean,
): string {
  const parts = [signatureMethod ?? 'method not named'];
  if (digestMethod !== undefined) parts.push(`digest ${digestMethod}`);
  parts.push(hasCertificate ? 'with certificate' : 'without certificate');
  return parts.join(', ');
}
