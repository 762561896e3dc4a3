import type { Document, Element } from '@xmldom/xmldom';
import { decodeBase64Leniently, strangeBase64Character } from '../decode/base64.ts';
import { DIGESTS, hasDigest, RSA_SIGNATURES, type SignedText } from './algorithms.ts';
import { C14N_METHODS, type CanonicalizationMethod, canonicalize } from './canonicalize.ts';
import {
  algorithmOf,
  childrenNamed,
  EXCLUSIVE_C14N,
  elementsIn,
  firstElement,
  isNamed,
  prefixListOf,
  XML_SIGNATURE,
} from './xml-document.ts';

/**
 * A signature element verified by XML Signature, section 3.2, within what SAML 2.0 core, section 5.4, allows: one
 * signature in the request element, one reference, to that element by its ID, and no transforms but
 * enveloped-signature and canonicalization.
 */

export type ElementBySpecification =
  | { readonly outcome: 'unsupported' | 'malformed'; readonly detail: string }
  | { readonly outcome: 'digest_mismatch' }
  | { readonly outcome: 'checked'; readonly signed: SignedText };

/** What a signature has to cover: the element that is read, by the name that sentences give it. */
export interface Covered {
  readonly element: Element | null;
  readonly name: 'request' | 'Response' | 'Assertion';
}

export function checkBySpecification(document: Document): Promise<ElementBySpecification> {
  const covered: Covered = { element: requestOf(document), name: 'request' };
  return checkSignatures(document, signaturesIn(document), covered);
}

/** The same for an element of a response: `signatures` are those that stand in it. */
export async function checkSignatures(
  document: Document,
  signatures: readonly Element[],
  covered: Covered,
): Promise<ElementBySpecification> {
  const parts = partsOf(document, signatures, covered);
  if (typeof parts === 'string') return { outcome: 'malformed', detail: parts };
  const { signature, signedInfo, reference, target, digestValue, signatureValue } = parts;
  const signatureMethod = algorithmOf(child(signedInfo, 'SignatureMethod')) ?? '';
  const digestMethod = algorithmOf(child(reference, 'DigestMethod')) ?? '';
  const c14nMethod = child(signedInfo, 'CanonicalizationMethod');
  const [c14n, transforms] = [canonicalizationOf(c14nMethod), transformsOf(reference)];
  const [hash, digest] = [RSA_SIGNATURES.get(signatureMethod), DIGESTS.get(digestMethod)];
  if (hash === undefined) return unsupported('signature method', signatureMethod);
  if (digest === undefined) return unsupported('digest method', digestMethod);
  if (c14n === undefined) return unsupported('canonicalization method', algorithmOf(c14nMethod) ?? '');
  if ('unknown' in transforms) return unsupported('transform', transforms.unknown);

  // Without the transform the signature would cover its own value: no digest can match.
  const text = canonicalize(target, transforms.c14n, transforms.enveloped ? signature : undefined);
  if (!(await hasDigest(text, digest, decodeBase64Leniently(digestValue)))) {
    return { outcome: 'digest_mismatch' };
  }
  const value = decodeBase64Leniently(signatureValue);
  return { outcome: 'checked', signed: { text: canonicalize(signedInfo, c14n), hash, value } };
}

function unsupported(kind: string, name: string): ElementBySpecification {
  return {
    outcome: 'unsupported',
    detail: `The ${kind} is "${name.slice(0, 200)}", which is not verified here.`,
  };
}

interface Parts {
  readonly signature: Element;
  readonly signedInfo: Element;
  readonly reference: Element;
  readonly target: Element;
  readonly digestValue: string;
  readonly signatureValue: string;
}

/** The parts of the one signature, or one sentence on what is wrong with them. */
function partsOf(document: Document, signatures: readonly Element[], covered: Covered): Parts | string {
  const [signature] = signatures;
  if (signature === undefined) return 'The Signature element is not in the namespace of XML Signature.';
  if (signatures.length > 1) {
    const where = covered.name === 'request' ? 'document' : covered.name;
    return `The ${where} has ${signatures.length} signatures; one is expected.`;
  }
  const infos = childrenNamed(signature, 'SignedInfo', XML_SIGNATURE);
  const [signedInfo] = infos;
  const signatureValue = child(signature, 'SignatureValue')?.textContent;
  if (signedInfo === undefined || infos.length > 1) {
    return `The signature has ${infos.length} SignedInfo elements; one is expected.`;
  }
  if (typeof signatureValue !== 'string') return 'The signature has no SignatureValue.';
  const references = childrenNamed(signedInfo, 'Reference', XML_SIGNATURE);
  const [reference] = references;
  if (reference === undefined || references.length > 1) {
    return `SignedInfo has ${references.length} references; one is expected.`;
  }
  const digestValue = child(reference, 'DigestValue')?.textContent;
  if (typeof digestValue !== 'string') return 'The reference has no DigestValue.';
  for (const [name, value] of Object.entries({ SignatureValue: signatureValue, DigestValue: digestValue })) {
    const strange = strangeBase64Character(value);
    if (strange !== undefined) return `The ${name} holds "${strange.character}", which is not base64.`;
  }
  const target = targetOf(document, reference, covered);
  if (typeof target === 'string') return target;
  if (signature.parentNode !== target) return 'The signature does not stand in the element that it covers.';
  return { signature, signedInfo, reference, target, digestValue, signatureValue };
}

/** SAML 2.0 core, section 5.4.2: the element by its ID; and it must be the one that is read. */
function targetOf(document: Document, reference: Element, covered: Covered): Element | string {
  const uri = reference.getAttribute('URI');
  if (uri === null) return 'The reference has no URI.';
  if (!/^#[^(]/.test(uri))
    return `The reference is to "${uri.slice(0, 100)}"; "#" and the ID of the ${covered.name} is expected.`;
  const targets = [...elementsIn(document)].filter((element) => element.getAttribute('ID') === uri.slice(1));
  const [target] = targets;
  const named = `the ID "${uri.slice(1, 101)}"`;
  if (target === undefined) return `The reference is to ${named}, which no element has.`;
  if (targets.length > 1) return `The reference is to ${named}, which ${targets.length} elements have.`;
  if (target !== covered.element)
    return `The signature covers another element than the ${covered.name}, ${target.nodeName.slice(0, 100)}.`;
  return target;
}

const PROTOCOL = ['urn:oasis:names:tc:SAML:2.0:protocol'];

/** The element that Login.gov reads as the request. */
function requestOf(document: Document): Element | null {
  return (
    firstElement(document, 'AuthnRequest', PROTOCOL) ??
    firstElement(document, 'LogoutRequest', PROTOCOL) ??
    document.documentElement
  );
}

/** Every Signature element of the document. */
export function signaturesIn(document: Document): Element[] {
  return [...elementsIn(document)].filter((element) => isNamed(element, 'Signature', [XML_SIGNATURE]));
}

function child(parent: Element, local: string): Element | undefined {
  return childrenNamed(parent, local, XML_SIGNATURE)[0];
}

const C14N_WITH_COMMENTS: ReadonlyMap<string, CanonicalizationMethod> = new Map(
  [...C14N_METHODS].map(([name, method]) => [
    `${name.replace('#', '')}#WithComments`,
    { ...method, withComments: true },
  ]),
);

/** Of a CanonicalizationMethod or Transform, with its InclusiveNamespaces; undefined for another algorithm. */
function canonicalizationOf(element: Element | undefined): CanonicalizationMethod | undefined {
  const name = algorithmOf(element) ?? '';
  const method = C14N_METHODS.get(name) ?? C14N_WITH_COMMENTS.get(name);
  if (element === undefined || method === undefined) return undefined;
  const inclusive = childrenNamed(element, 'InclusiveNamespaces', EXCLUSIVE_C14N)[0];
  return { ...method, prefixList: prefixListOf(inclusive) };
}

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

type Transforms =
  | { readonly enveloped: boolean; readonly c14n: CanonicalizationMethod }
  | { readonly unknown: string };

/** The transforms of the reference, or the first that is none of those allowed or stands behind the last possible. */
function transformsOf(reference: Element): Transforms {
  let c14n: CanonicalizationMethod | undefined;
  let enveloped = false;
  for (const list of childrenNamed(reference, 'Transforms', XML_SIGNATURE)) {
    for (const transform of childrenNamed(list, 'Transform', XML_SIGNATURE)) {
      const name = algorithmOf(transform) ?? '';
      const canonicalization = canonicalizationOf(transform);
      if (c14n !== undefined || (name !== ENVELOPED && canonicalization === undefined))
        return { unknown: name };
      if (name === ENVELOPED) enveloped = true;
      else c14n = canonicalization;
    }
  }
  // A reference by ID leaves comments out (section 4.4.3.3); without a transform, Canonical XML 1.0 applies (4.4.3.2).
  return { enveloped, c14n: { ...(c14n ?? { exclusive: false }), withComments: false } };
}
