import { percentDecode } from '../../core/decode/parameters.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import { isProtocolName } from '../../core/login-gov/protocol-fields.ts';
import type { Message } from '../../core/model/index.ts';

/**
 * What a report or a screen shows of values that let somebody act as the user, replay the sign-in or read the
 * user's data: their beginning and length. One policy for the command line and the inspector, where the user may
 * ask for a value.
 */

/** Parameters with such values; those ending in `token`, `secret`, `password` or `ticket` have them too. */
const SECRETS = [
  'client_assertion',
  'code',
  'code_verifier',
  'id_token_hint',
  'nonce',
  'samlresponse',
  'signature',
  'state',
];
const SECRET_WORDS = 'token|secret|password|ticket';
const SECRET_ENDING = new RegExp(`(?:^|[_-])(?:${SECRET_WORDS})$`, 'i');

const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'set-cookie'];

/** At a site whose parameters nobody knows, a value of this length or more may be a ticket or a session. */
const OPAQUE_LENGTH = 16;
/** Longer values of a query are shortened because nobody reads them there. */
const READABLE_LENGTH = 300;

/** Is the value of this parameter, form field or header to be shortened, wherever it was sent? */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase();
  return SECRETS.includes(lower) || SECRET_HEADERS.includes(lower) || SECRET_ENDING.test(name);
}

/**
 * Is the value of this parameter, sent to that URL, to be shortened? At another site than Login.gov every long
 * value is that does not belong to the sign-in.
 */
export function isSecretParameter(name: string, value: string, url: string): boolean {
  if (isSecretName(name)) return true;
  const known = environmentOf(url) !== undefined || isProtocolName(name) || name.startsWith('error');
  return !known && value.length >= OPAQUE_LENGTH;
}

/** The same for a parameter of a message: requests go to Login.gov, responses to the application. */
export function isSecretInMessage({ kind }: Message, name: string, value: string): boolean {
  const isResponse =
    kind === 'oidc-authorize-response' || kind === 'saml-response' || kind === 'saml-logout-response';
  return isResponse ? isSecretParameter(name, value, '') : isSecretName(name);
}

/** `abcdef… (36 characters)`; of a short value less, so that it is never all shown. A `${PLACEHOLDER}` stays. */
export function shorten(value: string): string {
  const start = startOf(value);
  return start === value ? value : `${start}… (${value.length} characters)`;
}

/** A URL as it may be shown: `https://sp.example.gov/callback?code=0a1b2c…(36)`. */
export function maskUrl(url: string): string {
  const [, address = '', query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  return [
    address
      .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1…@')
      .replace(/;([^/=;]+)=([^/;]+)/g, matrixParameter),
    maskPairs(query, url),
    maskPairs(fragment, url),
  ]
    .join('')
    .replace(WEB_TOKENS, brief);
}

/** Any text with the secrets in its URLs, `name=value` pairs and JSON Web Tokens shortened. */
export function maskText(text: string): string {
  return text
    .split(URLS)
    .map((part, index) => (index % 2 === 1 ? maskUrl(part) : maskPairsInText(part)))
    .join('')
    .replace(WEB_TOKENS, brief);
}

/**
 * XML without what names the user (NameID, SessionIndex) and what nobody reads (long base64 of signatures and
 * certificates), and its secrets as in any text.
 */
export function maskXml(xml: string): string {
  return maskText(xml)
    .replace(
      /<((?:[\w.-]+:)?(?:NameID|SessionIndex|BaseID))(\s[^<>]*)?>([^<]+)</g,
      (_whole, name: string, attributes: string | undefined, value: string) =>
        `<${name}${attributes ?? ''}>${shorten(value.trim())}<`,
    )
    .replace(/>([^<>]{80,})</g, (whole, value: string) =>
      /^[A-Za-z0-9+/=\s]+$/.test(value) ? `>${shorten(value.trim())}<` : whole,
    );
}

/** Does the XML name the user, or hold what Login.gov asserts of the user? */
export function namesUser(xml: string): boolean {
  return /<(?:[\w.-]{1,40}:)?(?:NameID|SessionIndex|BaseID)[\s>]/.test(xml) || holdsAssertion(xml);
}

/** Does the XML hold what Login.gov asserts of the user? So may what was sent where a request belongs. */
export function holdsAssertion(xml: string): boolean {
  return /<(?:[\w.-]{1,40}:)?(?:Encrypted)?Assertion[\s>/]/.test(xml);
}

/** JSON Web Tokens, signed or encrypted, under whatever name. */
const WEB_TOKENS = /\beyJ[\w-]{10,}(?:\.[\w-]*){0,4}/g;

/** URLs with a path, and paths with a query (`/home?ticket=…`) that begin a word. */
const URLS = /(\b[a-z][a-z0-9+.-]{0,30}:\/[^\s"'<>]+|(?<![^\s"'(])\/[^\s"'<>?]{0,2000}\?[^\s"'<>]+)/i;

/** `name=value` where a parameter starts, plain or percent-encoded (a URL inside a parameter of another). */
const PAIR = new RegExp(
  `((?:^|[?&#;\\s"'(]|%3F|%26|%23)(?:${SECRETS.join('|')}|(?:[\\w-]{0,40}[_-])?(?:${SECRET_WORDS}))(?:=|%3D))((?:(?!%26|%23)[^&#;\\s"'<>)])+)`,
  'gi',
);

function maskPairsInText(text: string): string {
  return text.replace(PAIR, (_pair, name: string, value: string) => `${name}${brief(value)}`);
}

function maskPairs(part: string | undefined, url: string): string {
  if (part === undefined) return '';
  const pairs = part.slice(1).split('&');
  return part.charAt(0) + pairs.map((pair) => maskPair(pair, url)).join('&');
}

function maskPair(pair: string, url: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return pair.length > READABLE_LENGTH ? brief(pair) : pair;
  const name = percentDecode(pair.slice(0, equals));
  const value = pair.slice(equals + 1);
  const hidden = value.length > READABLE_LENGTH || isSecretParameter(name, value, url);
  const shown = hidden ? brief(value) : maskPairsInText(value);
  return `${pair.slice(0, equals)}=${shown}`;
}

function matrixParameter(_whole: string, name: string, value: string): string {
  return `;${name}=${value.length >= OPAQUE_LENGTH ? brief(value) : value}`;
}

function brief(value: string): string {
  const start = startOf(value);
  return start === value ? value : `${start}…(${value.length})`;
}

function startOf(value: string): string {
  if (value === '' || /^\$\{[\w.-]{1,60}\}$/.test(value) || /^\$%7B[\w.-]{1,60}%7D$/i.test(value))
    return value;
  const characters = [...value.slice(0, 12)];
  return characters.slice(0, Math.min(6, Math.floor(value.length / 3))).join('');
}
