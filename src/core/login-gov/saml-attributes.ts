/** Attributes of a SAML assertion and how an AuthnRequest asks for them. */

/** A class reference that has this names attributes, not an authentication context. */
export const REQUESTED_ATTRIBUTES_URI = 'http://idmanagement.gov/ns/requested_attributes?ReqAttr=';

/** In every assertion, asked for or not. */
export const ALWAYS_RETURNED: readonly string[] = ['uuid', 'aal', 'ial'];

/** Returned only of a person whose identity is proofed, and only at a level that asks for it. */
export const PROOFED_ATTRIBUTES: readonly string[] = [
  'first_name',
  'middle_name',
  'last_name',
  'address1',
  'address2',
  'city',
  'state',
  'zipcode',
  'dob',
  'ssn',
  'phone',
];

export const X509_PRESENTED = 'x509_presented';
export const X509_ATTRIBUTES: readonly string[] = ['x509_subject', 'x509_issuer', X509_PRESENTED];

/** Asks for no attribute: the values of the others are transliterated to ASCII. */
export const ASCII = 'ascii';

/** Returned of anybody. */
const PLAIN_ATTRIBUTES: readonly string[] = ['email', 'all_emails', 'locale'];

/** Every name with an effect; compared exactly. */
export const SAML_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...PLAIN_ATTRIBUTES,
  'verified_at',
  ...X509_ATTRIBUTES,
  ...PROOFED_ATTRIBUTES,
  ...ALWAYS_RETURNED,
  ASCII,
]);

/** Claims and scopes of OpenID Connect that have another name in SAML. */
export const SAML_NAMES_OF_OIDC: ReadonlyMap<string, readonly string[]> = new Map([
  ['given_name', ['first_name']],
  ['family_name', ['last_name']],
  ['birthdate', ['dob']],
  ['social_security_number', ['ssn']],
  ['address', ['address1', 'address2', 'city', 'state', 'zipcode']],
  ['profile', ['first_name', 'last_name', 'dob']],
  ['openid', ['uuid']],
  ['street_address', ['address1', 'address2']],
  ['postal_code', ['zipcode']],
  ['phone_number', ['phone']],
  ['sub', ['uuid']],
]);

/** Names beyond this number are not read; there are some twenty attributes. */
const MAX_NAMES = 200;
const SEPARATOR = /\W+/;

/**
 * The names that a request asks for, each once, in order; undefined when no class reference asks for any, so that
 * the list registered in the portal is used. An empty list takes the place of the portal's, too.
 */
export function requestedAttributes(classRefs: readonly string[]): readonly string[] | undefined {
  const asking = classRefs.filter((ref) => ref.includes(REQUESTED_ATTRIBUTES_URI));
  if (asking.length === 0) return undefined;
  const names = asking.join(':').replaceAll(REQUESTED_ATTRIBUTES_URI, '').split(SEPARATOR, MAX_NAMES);
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What decides whether an attribute that is asked for is returned. */
export interface AttributeConditions {
  /** The level of the request is not sign-in alone. */
  readonly proofed: boolean;
  /** The application is registered for identity proofing. */
  readonly registeredForProofing: boolean;
}

/** Everything that an assertion about a proofed person can have, for what is asked for. */
export function returnedAttributes(
  asked: readonly string[],
  { proofed, registeredForProofing }: AttributeConditions,
): readonly string[] {
  const returned = new Set(['uuid', ...PLAIN_ATTRIBUTES.filter((name) => asked.includes(name))]);
  if (proofed) {
    for (const name of asked) if (PROOFED_ATTRIBUTES.includes(name)) returned.add(name);
    returned.add('verified_at');
  }
  if (registeredForProofing && asked.includes('verified_at')) returned.add('verified_at');
  for (const name of ALWAYS_RETURNED) returned.add(name);
  if (asked.includes(X509_PRESENTED)) for (const name of X509_ATTRIBUTES) returned.add(name);
  return [...returned];
}

/** The SAML names that an unknown one most likely means; empty where nothing is near. */
export function likelyAttributes(name: string): readonly string[] {
  const renamed = SAML_NAMES_OF_OIDC.get(name) ?? SAML_NAMES_OF_OIDC.get(snakeCase(name));
  if (renamed !== undefined) return renamed;
  const key = lettersOf(name);
  const other = BY_LETTERS.get(key) ?? OTHER_NAMES.get(key);
  return other === undefined ? [] : [other];
}

/** What other identity providers and older documentation call them, in lower case letters and digits. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['mail', 'email'],
  ['emailaddress', 'email'],
  ['emails', 'all_emails'],
  ['givenname', 'first_name'],
  ['firstname', 'first_name'],
  ['surname', 'last_name'],
  ['familyname', 'last_name'],
  ['sn', 'last_name'],
  ['dateofbirth', 'dob'],
  ['birthday', 'dob'],
  ['socialsecuritynumber', 'ssn'],
  ['street', 'address1'],
  ['zip', 'zipcode'],
  ['postalcode', 'zipcode'],
  ['phonenumber', 'phone'],
  ['telephone', 'phone'],
  ['telephonenumber', 'phone'],
]);

/** Case and underscores aside. */
function lettersOf(name: string): string {
  return name.slice(0, 40).toLowerCase().replaceAll('_', '');
}

const BY_LETTERS: ReadonlyMap<string, string> = new Map(
  Array.from(SAML_ATTRIBUTES, (name) => [lettersOf(name), name]),
);

/** `GivenName` is `given_name`. */
function snakeCase(name: string): string {
  return name
    .slice(0, 40)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
