import {
  ALWAYS_RETURNED,
  ASCII,
  likelyAttributes,
  PROOFED_ATTRIBUTES,
  requestedAttributes,
  returnedAttributes,
  SAML_ATTRIBUTES,
  X509_ATTRIBUTES,
  X509_PRESENTED,
} from '../login-gov/saml-attributes.ts';
import { effectiveServiceLevel, isAuthOnly } from '../login-gov/saml-levels.ts';
import type { SamlRequestDocument, TreatmentItem } from '../model/index.ts';
import type { RuleContext } from '../rules/rule.ts';

/** Which attributes the assertion can have, and why the others that were asked for are not in it. */
export function attributeItems(document: SamlRequestDocument, { portal }: RuleContext): TreatmentItem[] {
  const requested = requestedAttributes(document.classRefs);
  const asked = requested ?? portal.attribute_bundle;
  if (asked === undefined) {
    return [
      {
        topic: 'attributes',
        values: ALWAYS_RETURNED,
        because: 'The request asks for none, so those that the portal lists are added to these.',
        dependsOnPortal: true,
      },
    ];
  }
  const level = effectiveServiceLevel(document, portal.ial);
  const proofed = level === undefined || !isAuthOnly(level.level);
  const registeredForProofing = portal.ial === undefined || (portal.ial ?? 0) >= 2;
  const returned = returnedAttributes(asked, { proofed, registeredForProofing });
  const levelMatters = level === undefined && asked.some((name) => PROOFED_ATTRIBUTES.includes(name));
  const registrationMatters =
    portal.ial === undefined && asked.includes('verified_at') && (level === undefined || !proofed);
  const kept: TreatmentItem = {
    topic: 'attributes',
    values: returned,
    because: reasonFor(asked, requested !== undefined, proofed),
    ...((levelMatters || registrationMatters) && { dependsOnPortal: true }),
  };
  const ignored = asked.filter((name) => !returned.includes(name) && name !== ASCII);
  return [kept, ...ignoredItems(ignored, asked)];
}

function reasonFor(asked: readonly string[], byRequest: boolean, proofed: boolean): string {
  const whose = byRequest
    ? 'The request asks for them'
    : 'The request asks for none and the portal lists them';
  const added = proofed
    ? `${ALWAYS_RETURNED.join(', ')} are always added, and verified_at to what is known of a proofed person`
    : `${ALWAYS_RETURNED.join(', ')} are always added`;
  return `${whose}; ${added}${asked.includes(ASCII) ? '. Values are transliterated to ASCII' : ''}.`;
}

function ignoredItems(ignored: readonly string[], asked: readonly string[]): TreatmentItem[] {
  const unknown = ignored.filter((name) => !SAML_ATTRIBUTES.has(name));
  const others: [(name: string) => boolean, string][] = [
    [
      (name) => PROOFED_ATTRIBUTES.includes(name),
      'They are returned only where the service level asks for identity proofing.',
    ],
    [
      (name) => name === 'verified_at',
      'It is returned only to applications that are registered for identity proofing.',
    ],
    [
      (name) => X509_ATTRIBUTES.includes(name) && !asked.includes(X509_PRESENTED),
      `All x509 attributes are returned if ${X509_PRESENTED} is asked for, and none without it.`,
    ],
  ];
  const items: TreatmentItem[] = others.flatMap(([isOf, because]) => {
    const values = ignored.filter(isOf);
    return values.length === 0 ? [] : [{ topic: 'ignored-attributes', values, because }];
  });
  if (unknown.length === 0) return items;
  const because = 'Login.gov knows no attribute of that name; upper and lower case count.';
  const meant = unknown.map((name) => likelyAttributes(name).join(',') || null);
  return [...items, { topic: 'ignored-attributes', values: unknown, because, meant }];
}
