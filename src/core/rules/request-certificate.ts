import { decodeBase64Leniently, equalBytes } from '../decode/base64.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { CertificateFacts, Evidence, SamlRequest } from '../model/index.ts';
import { messageRule, type Rule, type RuleContext, type Skip, type Violation } from './rule.ts';

/** Rules about the X509Certificate that a SAML request carries. */

const on = 'saml-authn-request';
const NOT_REGISTERED = 'saml-embedded-cert-not-registered';
const MIN_RSA_BITS = 2048;
const MAX_YEARS = 3;
const DAY = 24 * 60 * 60 * 1000;
const PEM_ARMOR = 'BEGIN CERTIFICATE';

function violation(
  request: SamlRequest,
  texts: Omit<Violation, 'evidence'>,
  evidence: Omit<Evidence, 'hop' | 'at'> = {},
): Violation {
  return {
    ...texts,
    evidence: [{ hop: request.hop, at: { part: 'xml', name: 'X509Certificate' }, ...evidence }],
  };
}

function isSigned({ parameters, document }: SamlRequest): boolean {
  return parameter(parameters, 'Signature') !== undefined || document?.signature !== undefined;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** An empty certificate element in a signed request; Login.gov trips over it once it tries a registered certificate. */
function isEmptyElement(request: SamlRequest, { portal }: RuleContext): boolean {
  const { certificate } = request.document ?? {};
  return certificate !== undefined && isBlank(certificate) && isSigned(request) && portal.certs?.length !== 0;
}

const FILL_IN = 'Fill in the X509Certificate element or leave KeyInfo out; Login.gov needs none.';

/** The bytes that Login.gov takes for the certificate: base64 with everything else ignored. */
function derOf(text: string): Uint8Array {
  return decodeBase64Leniently(text.replace(/-----[A-Z ]+-----/g, ''));
}

/** Facts of a certificate that could be read, and the time to compare with. */
function datedCertificate(
  request: SamlRequest,
  { signatures, hop, now }: RuleContext,
): { readonly facts: CertificateFacts; readonly time?: number } | undefined {
  const certificate = signatures.get(request.hop)?.requestCertificate;
  if (certificate === undefined || 'problem' in certificate) return undefined;
  const time = hop(request.hop)?.time ?? now;
  return { facts: certificate.facts, ...(time !== undefined && { time }) };
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function expired(request: SamlRequest, context: RuleContext): Violation | Skip | undefined {
  const certificate = datedCertificate(request, context);
  if (certificate === undefined) return undefined;
  const { facts, time } = certificate;
  if (time === undefined) return { skip: 'time-unknown' };
  if (facts.notBefore <= time && time <= facts.notAfter) return undefined;
  const state =
    time > facts.notAfter
      ? `expired on ${day(facts.notAfter)}`
      : `is not valid before ${day(facts.notBefore)}`;
  return violation(
    request,
    {
      summary: `The certificate in the request, ${facts.subject}, ${state}. Login.gov takes no notice, but asks that certificates be exchanged before they expire.`,
      fix: 'Make a new certificate, register it beside the old one in the Login.gov Partner Portal, then sign with it.',
    },
    { actual: `${day(facts.notBefore)} to ${day(facts.notAfter)}` },
  );
}

function weaknesses({
  keyType,
  keyBits,
  notBefore,
  notAfter,
  signatureAlgorithm,
}: CertificateFacts): string[] {
  const found: string[] = [];
  if (keyType === 'RSA' && keyBits < MIN_RSA_BITS) found.push(`an RSA key of ${keyBits} bits`);
  // Three years with their leap day.
  if (notAfter - notBefore > (MAX_YEARS * 365 + 1) * DAY) {
    found.push(`a validity of ${Math.round((notAfter - notBefore) / (365.25 * DAY))} years`);
  }
  if (/SHA-?1\b|MD5/i.test(signatureAlgorithm)) found.push(`the signature algorithm ${signatureAlgorithm}`);
  return found;
}

export const requestCertificateRules: readonly Rule[] = [
  messageRule({
    id: NOT_REGISTERED,
    severity: 'warning',
    title: 'KeyInfo certificate is not a registered one',
    docs: [DOCS.samlSignature],
    needs: ['certs'],
    on,
    check: (request, { portal }) => {
      const { certificate } = request.document ?? {};
      if (certificate === undefined || isBlank(certificate)) return undefined;
      const sent = derOf(certificate);
      const registered = portal.certs ?? [];
      const isRegistered = registered.some((pem) => equalBytes(derOf(pem), sent));
      if (isRegistered && !certificate.includes(PEM_ARMOR)) return undefined;
      return violation(
        request,
        {
          summary: `The certificate in the request is not ${registered.length === 1 ? 'the registered one' : `among the ${registered.length} registered ones`}, so Login.gov does not look at the signature any further (request_cert_not_registered).`,
          fix: 'Register that certificate in the Login.gov Partner Portal, or sign with the key of a registered one.',
        },
        { expected: 'a registered certificate' },
      );
    },
  }),
  messageRule({
    id: 'saml-embedded-cert-pem-armor',
    severity: 'warning',
    title: 'X509Certificate contains PEM headers',
    docs: [DOCS.samlSignature],
    refines: NOT_REGISTERED,
    on,
    check: (request) => {
      if (request.document?.certificate?.includes(PEM_ARMOR) !== true) return undefined;
      return violation(
        request,
        {
          summary:
            'X509Certificate holds the lines "BEGIN CERTIFICATE" and "END CERTIFICATE". Login.gov decodes them as if they were base64, so the certificate equals no registered one.',
          fix: 'Put only the base64 text between those two lines into X509Certificate.',
        },
        { actual: '-----BEGIN CERTIFICATE-----', expected: 'base64 of the certificate alone' },
      );
    },
  }),
  messageRule({
    id: 'saml-certificate-element-empty',
    severity: 'error',
    title: 'Empty X509Certificate element',
    docs: [DOCS.samlSignature],
    on,
    check: (request, context) =>
      isEmptyElement(request, context)
        ? violation(
            request,
            {
              summary:
                'The request is signed and has an X509Certificate element without a certificate. Login.gov answers "We cannot detect a certificate in your request."',
              fix: FILL_IN,
            },
            { actual: '', expected: 'a certificate' },
          )
        : undefined,
  }),
  messageRule({
    id: 'saml-logout-certificate-element-empty',
    severity: 'error',
    title: 'Empty X509Certificate in LogoutRequest',
    docs: [DOCS.samlSignature],
    on: 'saml-logout-request',
    check: (request, context) =>
      isEmptyElement(request, context)
        ? violation(
            request,
            {
              summary:
                'The LogoutRequest is signed and has an X509Certificate element without a certificate. Login.gov answers with HTTP 500.',
              fix: FILL_IN,
            },
            { actual: '', expected: 'a certificate' },
          )
        : undefined,
  }),
  messageRule({
    id: 'saml-request-cert-expired',
    severity: 'warning',
    title: 'Certificate in the request is expired',
    docs: [DOCS.certificateRotation],
    on,
    check: expired,
  }),
  messageRule({
    id: 'saml-request-cert-weak',
    severity: 'warning',
    title: 'Certificate key or lifetime outside guidance',
    docs: [DOCS.productionBeforeDeployment, DOCS.createCertificate],
    on,
    check: (request, context) => {
      const facts = datedCertificate(request, context)?.facts;
      const found = facts === undefined ? [] : weaknesses(facts);
      if (facts === undefined || found.length === 0) return undefined;
      return violation(
        request,
        {
          summary: `The certificate in the request, ${facts.subject}, has ${found.join(' and ')}. Login.gov processes the request, but its guidance asks for RSA with ${MIN_RSA_BITS} bits or more, SHA-256, and at most ${MAX_YEARS} years.`,
          fix: 'Make a certificate as the guidance says, register it and sign with its key.',
        },
        { actual: found.join(', '), expected: `RSA ${MIN_RSA_BITS}, SHA-256, ${MAX_YEARS} years` },
      );
    },
  }),
];
