import { AUTH_ONLY, VERIFIED } from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import {
  likelyAttributes,
  PROOFED_ATTRIBUTES,
  REQUESTED_ATTRIBUTES_URI,
  SAML_ATTRIBUTES,
  SAML_NAMES_OF_OIDC,
  X509_ATTRIBUTES,
  X509_PRESENTED,
} from '../login-gov/saml-attributes.ts';
import { effectiveServiceLevel, isAuthOnly } from '../login-gov/saml-levels.ts';
import type { FixValue, SamlRequestDocument } from '../model/index.ts';
import { attributesAskedBy, authnRequestRule } from './authn-request.ts';
import { quoted, type Rule, type Skip } from './rule.ts';

/** Rules about the attributes that a request asks for by a class reference. */

const at = 'RequestedAuthnContext/AuthnContextClassRef';
const MISSPELT = 'requested_attributes';
const NONE: readonly string[] = [];

const askedBy = (document: SamlRequestDocument) => attributesAskedBy(document) ?? NONE;

function asElement(names: Iterable<string>): FixValue {
  return { label: 'AuthnContextClassRef', value: REQUESTED_ATTRIBUTES_URI + [...new Set(names)].join(',') };
}

/** The list as it was likely meant: what nothing is near to is left out. */
function corrected(names: readonly string[]): FixValue {
  return asElement(names.flatMap((name) => (SAML_ATTRIBUTES.has(name) ? [name] : likelyAttributes(name))));
}

/** Misspelt lists beyond this number are not corrected; each may have as many names as are looked at. */
const MAX_GUESSES = 20;
const LAST_VALUE = /=([\w,+: ]*)$/;

function namesAtTheEnd(ref: string): string[] {
  const [, names = ''] = LAST_VALUE.exec(ref.slice(0, 1000)) ?? [];
  return names.split(/\W+/, 50).filter((name) => name !== '');
}

const isUnknown = (name: string) => !SAML_ATTRIBUTES.has(name);

const LEVEL_UNKNOWN: Skip = {
  skip: 'no-portal-configuration',
  detail: 'The service level depends on the ial registered in the portal.',
};

export const samlRequestedAttributesRules: readonly Rule[] = [
  authnRequestRule({
    id: 'saml-requested-attributes-wrong-prefix',
    severity: 'warning',
    title: 'requested_attributes URI misspelled',
    docs: [DOCS.samlAttributes],
    find: ({ classRefs }) => {
      const wrong = classRefs.filter(
        (ref) => ref.includes(MISSPELT) && !ref.includes(REQUESTED_ATTRIBUTES_URI),
      );
      if (wrong.length === 0) return undefined;
      const meant = corrected(wrong.slice(0, MAX_GUESSES).flatMap(namesAtTheEnd));
      return {
        summary: `${quoted(wrong)} does not have exactly "${REQUESTED_ATTRIBUTES_URI}", so Login.gov takes it for an unknown authentication context and not for a list of attributes.`,
        fix: 'Correct the beginning of the value; it is compared letter by letter.',
        values: [meant],
        at,
        actual: wrong.slice(0, MAX_GUESSES).join(' '),
        expected: meant.value,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-unknown',
    severity: 'warning',
    title: 'Unknown requested attribute',
    docs: [DOCS.samlAttributes],
    find: (document) => {
      const names = askedBy(document);
      const unknown = names.filter(isUnknown);
      if (unknown.length === 0) return undefined;
      return {
        summary: `Login.gov knows no attribute ${quoted(unknown)} and returns nothing for it; upper and lower case count.`,
        fix: 'Correct the name or take it out.',
        values: [corrected(names)],
        at,
        actual: unknown.join(' '),
        expected: corrected(unknown).value,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-oidc-names',
    severity: 'warning',
    title: 'OIDC claim or scope names used in SAML',
    docs: [DOCS.samlAttributes],
    refines: 'saml-requested-attributes-unknown',
    find: (document) => {
      const names = askedBy(document);
      const ofOidc = names.filter((name) => SAML_NAMES_OF_OIDC.has(name));
      if (ofOidc.length === 0) return undefined;
      const others = names.filter((name) => isUnknown(name) && !SAML_NAMES_OF_OIDC.has(name));
      const more = others.length === 0 ? '' : ` It knows no ${quoted(others)} either.`;
      const meant = ofOidc.map((name) => `"${name}" is ${quoted(likelyAttributes(name))}`).join(', ');
      return {
        summary: `${quoted(ofOidc)} ${ofOidc.length === 1 ? 'is a name' : 'are names'} of OpenID Connect, for which Login.gov returns nothing in SAML: here ${meant}.${more}`,
        fix: 'Ask by the names that the attributes have in SAML.',
        values: [corrected(names)],
        at,
        actual: ofOidc.join(' '),
        expected: corrected(ofOidc).value,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-need-proofing',
    severity: 'warning',
    title: 'Identity attributes at auth-only level',
    docs: [DOCS.samlAttributes, DOCS.samlServiceLevel],
    find: (document, { portal }) => {
      const names = askedBy(document);
      const proofed = names.filter((name) => PROOFED_ATTRIBUTES.includes(name));
      if (proofed.length === 0) return undefined;
      const level = effectiveServiceLevel(document, portal.ial);
      if (level === undefined) return LEVEL_UNKNOWN;
      if (!isAuthOnly(level.level)) return undefined;
      const why =
        level.from === 'portal'
          ? 'The request names no service level and the application is registered for authentication only'
          : `The request asks for "${level.level}"`;
      return {
        summary: `${why}, so Login.gov does not return ${quoted(proofed)}: these are known of people with a proofed identity alone.`,
        fix: `Send ${VERIFIED} in place of ${AUTH_ONLY} if the application needs them, else take them out.`,
        values: [
          { label: 'AuthnContextClassRef', value: VERIFIED },
          asElement(names.filter((name) => !proofed.includes(name))),
        ],
        at,
        actual: proofed.join(' '),
        expected: VERIFIED,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-x509-incomplete',
    severity: 'warning',
    title: 'x509 attribute without x509_presented',
    docs: [DOCS.samlAttributes],
    find: (document) => {
      const names = askedBy(document);
      const asked = names.filter((name) => X509_ATTRIBUTES.includes(name));
      if (asked.length === 0 || asked.includes(X509_PRESENTED)) return undefined;
      return {
        summary: `Login.gov's documentation lists ${quoted(asked)} by itself, but all three x509 attributes are returned if ${X509_PRESENTED} is asked for, and none without it.`,
        fix: `Ask for ${X509_PRESENTED}, too.`,
        values: [asElement([...names, X509_PRESENTED])],
        at,
        actual: asked.join(' '),
        expected: X509_PRESENTED,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-verified-at-not-permitted',
    severity: 'warning',
    title: 'verified_at for an auth-only SP',
    docs: [DOCS.samlAttributes],
    needs: ['ial'],
    find: (document, { portal }) => {
      const names = askedBy(document);
      if (!names.includes('verified_at') || (portal.ial ?? 0) >= 2) return undefined;
      return {
        summary: `The application is registered for authentication only (ial ${portal.ial ?? 'not set'}), so Login.gov does not return verified_at.`,
        fix: 'Take verified_at out, or set the level of service to identity verification in the portal.',
        values: [asElement(names.filter((name) => name !== 'verified_at'))],
        at,
        actual: 'verified_at',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-empty',
    severity: 'info',
    title: 'ReqAttr= without names',
    docs: [DOCS.samlAttributes],
    find: (document) => {
      if (!document.classRefs.includes(REQUESTED_ATTRIBUTES_URI)) return undefined;
      const asked = askedBy(document);
      return {
        summary:
          asked.length === 0
            ? 'The request asks for an empty list of attributes. Login.gov uses it in place of the list registered in the portal and returns no more than uuid, aal and ial.'
            : `One class reference asks for no attribute; Login.gov goes by the others and returns ${quoted(asked)}.`,
        fix: 'Name the attributes after ReqAttr=, or leave the class reference out to use the list of the portal.',
        at,
        actual: REQUESTED_ATTRIBUTES_URI,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-requested-attributes-absent',
    severity: 'info',
    title: 'No requested_attributes',
    docs: [DOCS.samlAttributes],
    find: (document, { portal }) => {
      if (attributesAskedBy(document) !== undefined) return undefined;
      const bundle = portal.attribute_bundle ?? [];
      const registered = bundle.length === 0 ? '' : `, ${quoted(bundle)}`;
      return {
        summary: `The request asks for no attributes, so Login.gov uses the list registered in the portal${registered}.`,
        fix: 'Make sure that the list in the portal is the one that the application needs, or name the attributes in the request.',
        values: [asElement(['email'])],
        at,
      };
    },
  }),
];
