import { percentDecode } from '../../core/decode/parameters.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import { isProtocolField } from '../../core/login-gov/protocol-fields.ts';

/** Parameters whose values let somebody act as the user or replay the sign-in. */
const SECRETS = [
  'access_token',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'id_token',
  'id_token_hint',
  'nonce',
  'refresh_token',
  'samlresponse',
  'signature',
  'state',
  'token',
];

/** At a site whose parameters nobody knows, a value of this length or more may be a ticket or a session. */
const OPAQUE_LENGTH = 16;
/** Longer values of a query are shortened because nobody reads them there. */
const READABLE_LENGTH = 300;

/** Is the value of this parameter or form field to be shortened? */
export function isSecretName(name: string): boolean {
  return SECRETS.includes(name.toLowerCase());
}

/** `abcdef… (36 characters)`; of a short value less, so that it is never all shown. A `${PLACEHOLDER}` stays. */
export function shorten(value: string): string {
  const start = startOf(value);
  return start === value ? value : `${start}… (${value.length} characters)`;
}

/** A URL as it may be shown: `https://sp.example.gov/callback?code=0a1b2c…(36)`. */
export function maskUrl(url: string): string {
  const [, address = '', query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  const atLoginGov = environmentOf(url) !== undefined;
  return [
    address
      .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1…@')
      .replace(/;([^/=;]+)=([^/;]+)/g, matrixParameter),
    maskPairs(query, atLoginGov),
    maskPairs(fragment, atLoginGov),
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

/** JSON Web Tokens, signed or encrypted, under whatever name. */
const WEB_TOKENS = /\beyJ[\w-]{10,}(?:\.[\w-]*){0,4}/g;

const URLS = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]+)/i;

/** `name=value` where a parameter starts, plain or percent-encoded (a URL inside a parameter of another). */
const PAIR = new RegExp(
  `((?:^|[?&#;\\s"'(]|%3F|%26|%23)(?:${SECRETS.join('|')})(?:=|%3D))((?:(?!%26|%23)[^&#;\\s"'<>)])+)`,
  'gi',
);

function maskPairsInText(text: string): string {
  return text.replace(PAIR, (_pair, name: string, value: string) => `${name}${brief(value)}`);
}

function maskPairs(part: string | undefined, atLoginGov: boolean): string {
  if (part === undefined) return '';
  const pairs = part.slice(1).split('&');
  return part.charAt(0) + pairs.map((pair) => maskPair(pair, atLoginGov)).join('&');
}

function maskPair(pair: string, atLoginGov: boolean): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return pair.length > READABLE_LENGTH ? brief(pair) : pair;
  const name = percentDecode(pair.slice(0, equals));
  const value = pair.slice(equals + 1);
  const known = atLoginGov || isProtocolField(name) || name.startsWith('error');
  const shown =
    isSecretName(name) || value.length > READABLE_LENGTH || (!known && value.length >= OPAQUE_LENGTH)
      ? brief(value)
      : maskPairsInText(value);
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
