import type { Document, Element } from '@xmldom/xmldom';
import type { RequestCertificate, SpecificationVerdict } from '../model/index.ts';
import { readCandidates } from './candidates.ts';
import { type Covered, checkSignatures, signaturesIn } from './element-by-specification.ts';
import { parseDocument } from './parse-document.ts';
import { verdictBySpecification } from './verdicts.ts';
import { algorithmOf, childrenNamed, firstElement, isNamed, XML_SIGNATURE } from './xml-document.ts';

/** The signature of a response, or of an assertion in it. */
export interface ResponseSignature {
  readonly where: 'Response' | 'Assertion';
  /** SignatureMethod as named; empty where there is none. */
  readonly algorithm: string;
  /** The first X509Certificate of its KeyInfo; absent where it has none. */
  readonly certificate?: RequestCertificate;
  readonly verdict: SpecificationVerdict;
}

export type ResponseSignatures =
  | {
      readonly signatures: readonly ResponseSignature[];
      /** An assertion is encrypted: what is signed in it is not visible. */
      readonly encrypted: boolean;
    }
  /** One sentence on why the document was not read. */
  | { readonly unread: string };

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
/** Assertions of a response beyond this number are not verified. */
const MAX_ASSERTIONS = 10;

/**
 * Verifies what is signed in a SAML response (SAML 2.0 core, section 5.4): the response itself, and each plain
 * assertion in it. A signature covers the element that it stands in, by its ID; one that stands anywhere else makes the
 * document malformed. Never rejects.
 * @param given certificates to try before that of the message: PEM or base64
 */
export async function verifyResponseSignatures(
  xml: string,
  given: readonly string[] = [],
): Promise<ResponseSignatures> {
  const parsed = parseDocument(xml);
  if (!parsed.ok) return { unread: parsed.fault.detail };
  const { document } = parsed;
  const root = document.documentElement;
  if (root === null || !ROOTS.some((name) => isNamed(root, name, [PROTOCOL]))) {
    return { unread: 'The document is no Response of the SAML protocol.' };
  }
  const parts: Covered[] = [
    { element: root, name: 'Response' },
    ...childrenNamed(root, 'Assertion', ASSERTION)
      .slice(0, MAX_ASSERTIONS)
      .map((element) => ({ element, name: 'Assertion' as const })),
  ];
  const placed = parts.map((covered) => ({ covered, own: signaturesOf(covered) }));
  const strays = signaturesIn(document).length - placed.reduce((sum, { own }) => sum + own.length, 0);
  const signed = placed.filter(({ own }) => own.length > 0);
  const signatures: ResponseSignature[] = [];
  for (const { covered, own } of signed) signatures.push(await verify(document, covered, own, strays, given));
  return {
    // One that covers neither is shown as that of the response, which it might be taken for.
    signatures: signatures.length === 0 && strays > 0 ? [STRAY] : signatures,
    encrypted: childrenNamed(root, 'EncryptedAssertion', ASSERTION).length > 0,
  };
}

const ROOTS = ['Response', 'LogoutResponse'];

const ELSEWHERE = 'A Signature stands outside of the Response’s and the Assertion’s own place for it.';
const STRAY: ResponseSignature = {
  where: 'Response',
  algorithm: '',
  verdict: { outcome: 'malformed', detail: ELSEWHERE },
};

function signaturesOf({ element }: Covered): readonly Element[] {
  return element === null ? [] : childrenNamed(element, 'Signature', XML_SIGNATURE);
}

async function verify(
  document: Document,
  covered: Covered,
  own: readonly Element[],
  strays: number,
  given: readonly string[],
): Promise<ResponseSignature> {
  const [signature] = own;
  const keyInfo = signature && childrenNamed(signature, 'KeyInfo', XML_SIGNATURE)[0];
  const inMessage = keyInfo && firstElement(keyInfo, 'X509Certificate', [XML_SIGNATURE])?.textContent;
  const candidates = await readCandidates([], given, inMessage ?? undefined);
  const result = await checkSignatures(document, own, covered);
  const where = covered.name === 'Assertion' ? 'Assertion' : 'Response';
  return {
    where,
    algorithm: algorithmOf(signature && firstElement(signature, 'SignatureMethod', [XML_SIGNATURE])) ?? '',
    ...(candidates.own !== undefined && {
      certificate: candidates.own.problem ?? { facts: candidates.own.certificate.facts },
    }),
    verdict:
      strays > 0
        ? { outcome: 'malformed', detail: ELSEWHERE }
        : result.outcome === 'checked'
          ? await verdictBySpecification(result.signed, candidates)
          : result,
  };
}
