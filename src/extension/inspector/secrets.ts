/**
 * Parameters whose values let somebody act as the user or replay the sign-in. They are shown shortened until
 * the user asks for one, so that a screen share or a screenshot gives none away.
 */
const SECRETS = [
  'code',
  'SAMLResponse',
  'id_token_hint',
  'client_assertion',
  'Signature',
  'state',
  'nonce',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
];

const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

const secretNames = new Set([...SECRETS, ...SECRET_HEADERS].map((name) => name.toLowerCase()));

/** Is the value of this parameter, form field or header to be masked? */
export function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase());
}

/** `abcdef… (36 characters)`; of a short value less than six characters, so that it is never all shown. */
export function shorten(secret: string): string {
  const { start, length } = shortened(secret);
  return `${start}… (${length} characters)`;
}

function shortened(secret: string): { start: string; length: number } {
  const characters = [...secret.slice(0, 12)];
  return {
    start: characters.slice(0, Math.min(6, Math.floor(secret.length / 3))).join(''),
    length: secret.length,
  };
}

/**
 * `name=value` after `?`, `&`, `#`, `;`, white space or a quote, plain or percent-encoded (a URL inside a
 * parameter of another URL). The value ends where a parameter does.
 */
const PAIR = new RegExp(
  `((?:^|[?&#;\\s"'(]|%3F|%26|%23)(?:${SECRETS.join('|')})(?:=|%3D))((?:(?!%26|%23)[^&#;\\s"'<>)])+)`,
  'gi',
);

/** A URL or other text with the values of secret parameters shortened: `?code=0a1b2c…(36)&…`. */
export function maskText(text: string): string {
  return text.replace(PAIR, (_pair, name: string, value: string) => {
    const { start, length } = shortened(value);
    return `${name}${start}…(${length})`;
  });
}
