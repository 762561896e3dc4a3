import type { Document, Element } from '@xmldom/xmldom';
import { decodeBase64Leniently } from '../decode/base64.ts';
import type { LoginGovOutcome } from '../model/index.ts';
import { hasDigest, hashAtLoginGov, type SignedText } from './algorithms.ts';
import { C14N_METHODS, canonicalize } from './canonicalize.ts';
import {
  algorithmOf,
  EXCLUSIVE_C14N,
  elementsIn,
  firstElement,
  isNamed,
  isWithin,
  prefixListOf,
  XML_SIGNATURE,
} from './xml-document.ts';

/**
 * A signature element as Login.gov's library verifies it. It takes the first element of each kind in the whole
 * document, of the namespace of XML Signature or of none; it ignores Transforms and canonicalizes what is referred
 * to by the method for SignedInfo, with the first PrefixList of the document, and SignedInfo without any.
 */

/** Whether the digests match, where it comes to that, and what is left to verify with a key or why nothing is. */
export interface ElementAtLoginGov {
  readonly digestMatches?: boolean;
  readonly next: SignedText | { readonly failure: LoginGovOutcome };
}

/** For a document with a signature. What Login.gov trips over (HTTP 500) is `structure_invalid`. */
export async function checkAtLoginGov(document: Document): Promise<ElementAtLoginGov> {
  const signature = first(document, 'Signature');
  const method = first(document, 'CanonicalizationMethod');
  const signedInfo = signature && signedInfoOf(document, signature);
  if (signature === undefined || signedInfo === undefined || lacksAlgorithm(method)) return INVALID;
  const c14n = C14N_METHODS.get(algorithmOf(method) ?? '') ?? { exclusive: true };

  const digests = await checkDigests(document, (target) => {
    if (isWithin(target, signature)) return '';
    const prefixList = prefixListOf(firstElement(document, 'InclusiveNamespaces', [EXCLUSIVE_C14N]));
    return canonicalize(target, { ...c14n, prefixList }, signature);
  });
  if (digests === 'invalid') return INVALID;
  if (digests === 'mismatch') return { digestMatches: false, next: { failure: 'digest_mismatch' } };
  const digestMatches = digests === 'none' ? {} : { digestMatches: true };

  const value = first(document, 'SignatureValue');
  const signatureMethod = first(document, 'SignatureMethod');
  if (value === undefined || lacksAlgorithm(signatureMethod)) return { ...digestMatches, ...INVALID };
  return {
    ...digestMatches,
    next: {
      text: canonicalize(signedInfo, c14n),
      value: decodeBase64Leniently(value.textContent ?? ''),
      hash: hashAtLoginGov(algorithmOf(signatureMethod) ?? ''),
    },
  };
}

const INVALID = { next: { failure: 'structure_invalid' } } as const;
const NAMESPACES = [XML_SIGNATURE, null];

function first(document: Document, local: string): Element | undefined {
  return firstElement(document, local, NAMESPACES);
}

/** An element that is not there has a default; one without the attribute raises. */
function lacksAlgorithm(element: Element | undefined): boolean {
  return element !== undefined && algorithmOf(element) === undefined;
}

/** Its child, or the first without a namespace anywhere: whichever comes first. */
function signedInfoOf(document: Document, signature: Element): Element | undefined {
  for (const element of elementsIn(document)) {
    if (isNamed(element, 'SignedInfo', [null])) return element;
    if (isNamed(element, 'SignedInfo', [XML_SIGNATURE]) && element.parentNode === signature) return element;
  }
  return undefined;
}

/** Compares one after the other and stops at the first that does not match or cannot be computed. */
async function checkDigests(
  document: Document,
  textOf: (target: Element) => string,
): Promise<'match' | 'mismatch' | 'invalid' | 'none'> {
  const targets = elementsById(document);
  const method = first(document, 'DigestMethod');
  const value = first(document, 'DigestValue');
  const verified = new Set<Element>();
  let result: 'match' | 'none' = 'none';
  for (const reference of elementsIn(document)) {
    if (!isNamed(reference, 'Reference', NAMESPACES)) continue;
    const uri = reference.getAttribute('URI');
    // The ID is put between apostrophes in an XPath expression.
    const target = uri === null || uri.includes("'") ? undefined : targets.get(uri.slice(1));
    if (target === undefined || value === undefined || lacksAlgorithm(method)) return 'invalid';
    result = 'match';
    if (verified.has(target)) continue;
    const expected = decodeBase64Leniently(value.textContent ?? '');
    const hash = hashAtLoginGov(algorithmOf(method) ?? '');
    if (!(await hasDigest(textOf(target), hash, expected))) return 'mismatch';
    verified.add(target);
  }
  return result;
}

/** The first element of each ID. */
function elementsById(document: Document): ReadonlyMap<string, Element> {
  const elements = new Map<string, Element>();
  for (const element of elementsIn(document)) {
    const id = element.getAttribute('ID');
    if (id !== null && !elements.has(id)) elements.set(id, element);
  }
  return elements;
}
