import type { Document } from '@xmldom/xmldom';
import { decodeBase64Leniently } from '../decode/base64.ts';
import { parameter } from '../decode/parameters.ts';
import { recoverXml } from '../decode/recover-xml.ts';
import { withoutDocumentType } from '../decode/xml.ts';
import type { Parameter, SignatureVerification } from '../model/index.ts';
import { hashAtLoginGov, RSA_SIGNATURES } from './algorithms.ts';
import { type Candidates, readCandidates } from './candidates.ts';
import { checkAtLoginGov } from './element-at-login-gov.ts';
import { checkBySpecification } from './element-by-specification.ts';
import { type DocumentFault, type DocumentResult, parseDocument } from './parse-document.ts';
import { rebuiltDifference, signedQuery } from './query-signature.ts';
import { type ForLoginGov, verdictAtLoginGov, verdictBySpecification } from './verdicts.ts';
import { algorithmOf, firstElement, XML_SIGNATURE } from './xml-document.ts';

export interface SignatureRequest {
  /** Id of the hop that carried the request. */
  readonly hop: string;
  /** As it came out of decoding. */
  readonly xml?: string;
  /** SAMLRequest, RelayState, SigAlg and Signature. */
  readonly parameters: readonly Parameter[];
  /** `certs` of the portal configuration: PEM; undefined when it has none. */
  readonly registered?: readonly string[];
  /** Further certificates to try: PEM or base64. */
  readonly given?: readonly string[];
}

/**
 * Verifies the signature of a SAML request as Login.gov does and by the specification. Undefined for an unsigned
 * request. What Login.gov makes of XML that cannot be read here is not known. Never rejects.
 */
export async function verifySamlSignature({
  hop,
  xml = '',
  parameters,
  registered,
  given,
}: SignatureRequest): Promise<SignatureVerification | undefined> {
  const byParameter = parameter(parameters, 'Signature') !== undefined;
  if (!byParameter && !SIGNATURE_TAG.test(xml)) return undefined;
  // A certificate is all that a document can add to a signature over the query.
  const matters = !byParameter || xml.includes('X509Certificate');
  const parsed = parseDocument(matters ? xml : '');
  const document = parsed.ok ? parsed.document : documentAtLoginGov(matters ? xml : '');
  if (!byParameter && document !== undefined && first(document, 'Signature') === undefined) return undefined;

  const certificate = document && (first(document, 'X509Certificate')?.textContent ?? undefined);
  const candidates = await readCandidates(registered, given, certificate);
  const checked = byParameter ? await checkQuery(parameters, candidates) : undefined;
  const { forLoginGov, ...found } =
    checked ??
    (document === undefined
      ? notRead(parsed)
      : await checkElement(document, candidates, parsed.ok ? undefined : parsed.fault));
  // Login.gov compares a certificate in the XML first of all, whichever signature it verifies.
  const isKnown = document !== undefined || !xml.includes('X509Certificate');
  return {
    hop,
    by: byParameter ? 'parameter' : 'element',
    ...(candidates.own !== undefined && {
      requestCertificate: candidates.own.problem ?? { facts: candidates.own.certificate.facts },
    }),
    ...found,
    ...(registered !== undefined &&
      forLoginGov !== undefined &&
      isKnown && { atLoginGov: await verdictAtLoginGov(candidates, forLoginGov) }),
  };
}

/** What is not well-formed is mended there. */
function documentAtLoginGov(xml: string): Document | undefined {
  const recovered = recoverXml(withoutDocumentType(xml));
  const parsed = recovered && parseDocument(recovered.text);
  return parsed?.ok === true ? parsed.document : undefined;
}

const SIGNATURE_TAG = /<(?:[^\s<>/:]{1,100}:)?Signature[\s/>]/;

interface Checked
  extends Pick<SignatureVerification, 'algorithm' | 'bySpecification' | 'digestMatches' | 'rebuiltDiffers'> {
  readonly forLoginGov?: ForLoginGov;
}

async function checkQuery(parameters: readonly Parameter[], candidates: Candidates): Promise<Checked> {
  const algorithm = parameter(parameters, 'SigAlg') ?? '';
  const signed = signedQuery(parameters);
  if (!signed.ok) {
    const detail = `There is no ${signed.missing} beside Signature.`;
    const forLoginGov = signed.missing === 'SigAlg' && ({ failure: 'sig_alg_missing' } as const);
    return {
      algorithm,
      bySpecification: { outcome: 'malformed', detail },
      ...(forLoginGov && { forLoginGov }),
    };
  }
  const { asSent, rebuilt } = signed.query;
  const value = decodeBase64Leniently(parameter(parameters, 'Signature') ?? '');
  const hash = RSA_SIGNATURES.get(algorithm);
  const detail = `SigAlg is "${algorithm.slice(0, 200)}", which is not verified here.`;
  const rebuiltDiffers = rebuiltDifference(signed.query);
  return {
    algorithm,
    bySpecification:
      hash === undefined
        ? { outcome: 'unsupported', detail }
        : await verdictBySpecification({ text: asSent, value, hash }, candidates),
    ...(rebuiltDiffers !== undefined && { rebuiltDiffers }),
    forLoginGov: { text: rebuilt, value, hash: hashAtLoginGov(algorithm) },
  };
}

async function checkElement(
  document: Document,
  candidates: Candidates,
  fault: DocumentFault | undefined,
): Promise<Checked> {
  const { next, ...digest } = await checkAtLoginGov(document);
  const result = fault ?? (await checkBySpecification(document));
  return {
    algorithm: algorithmOf(first(document, 'SignatureMethod')) ?? '',
    bySpecification:
      result.outcome === 'checked' ? await verdictBySpecification(result.signed, candidates) : result,
    ...digest,
    forLoginGov: next,
  };
}

function notRead(parsed: DocumentResult): Checked {
  const fault = parsed.ok ? undefined : parsed.fault;
  return { algorithm: '', bySpecification: fault ?? { outcome: 'malformed' } };
}

/** The first element of that name, of the namespace of XML Signature or of none, as Login.gov looks for it. */
function first(document: Document, local: string) {
  return firstElement(document, local, [XML_SIGNATURE, null]);
}
