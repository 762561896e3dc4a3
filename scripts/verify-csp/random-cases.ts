import type { ChromiumCase } from '../../test/core/csp/chromium-case.ts';

/** A case before anyone knows what the browser does with it. */
export type OpenCase = Omit<ChromiumCase, 'blockedAt'>;

/** Draws the same cases for the same seed. */
export function randomCases(count: number, seed: number): readonly OpenCase[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, id) => new CaseMaker(random, id).make());
}

const HOSTS = [
  'https://idp.int.identitysandbox.gov',
  'https://idp.int.identitysandbox.gov:8443',
  'https://sp.example.gov',
  'https://sp.example.gov:8443',
  'https://deep.sp.example.gov',
  'https://example.gov',
  'https://app.other.gov',
  'https://app.other.gov:8443',
  'https://localhost:8443',
];
const RARE_HOSTS = [
  'http://localhost:8080',
  'http://sp.example.gov',
  'http://sp.example.gov:8080',
  'http://sp.example.gov:443',
  'https://sp.example.gov:80',
  'https://SP.example.gov',
  'https://sp.example.gov.',
  'https://127.0.0.1:8443',
  'https://[::1]:8443',
  'https://user:secret@sp.example.gov',
  'https://sp.example.gov:443',
  'https://xn--mller-kva.example.gov',
  'https://sp_example.gov',
  'https://sp.example.gov.:8443',
  'http://127.0.0.1:8080',
  'http://[::1]:8080',
  'https://[2001:db8::1]',
  'https://[::ffff:7f00:1]:8443',
  'https://0x7f.1:8443',
  'https://%73p.example.gov',
  'https://m\u00fcller.example.gov',
  'https://user@app.other.gov:8443',
  'https://sp.example.gov:0443',
  'https://gov',
  'https://a.localhost:8443',
];
const DOCUMENTS = [
  ...Array<string>(8).fill('https://idp.int.identitysandbox.gov'),
  'https://idp.int.identitysandbox.gov:8443',
  'https://sp.example.gov',
  'https://localhost:8443',
  'http://localhost:8080',
  'http://sp.example.gov',
  'http://sp.example.gov:8080',
  'https://127.0.0.1:8443',
  'http://127.0.0.1:8080',
  'https://[::1]:8443',
  'http://sp.example.gov:443',
  'https://sp.example.gov:80',
  'https://SP.example.gov.',
  'https://user:secret@idp.int.identitysandbox.gov',
];
const PATHS = ['/', '/cb', '/cb/', '/CB', '/auth/', '/auth/result', '/a%20b', '/saml/acs'];
const RARE_PATHS = [
  '/a%2Fb',
  '/a/b',
  '/caf%C3%A9',
  '/caf%E9',
  '/%zz',
  '/%41',
  '//cb',
  '/(cb)',
  '/a;b',
  '/a,b',
  '/a%2Cb%3Bc',
  '/a%252Fb',
  '/auth/../cb',
  '/auth/%2e%2e/cb',
  '/./cb',
  '/cb//',
  '/%F0%9F%94%91',
  '/%f0%9f%94',
  '/%ED%A0%80',
  '/a+b',
  '/\u00e9',
];
const CUSTOM_URLS = [
  'gov.agency.app://cb?code=1',
  'gov.agency.app:/cb',
  'gov.agency.app:cb',
  'GOV.agency.app://cb:80/x',
  'gov.agency.app://sp.example.gov/cb',
  'com.example.app:/oauth2redirect',
  'com.example.app:',
];
/**
 * Schemes with rules of their own; the browser may end the navigation before a policy is asked. `ws:` is not among
 * them: where a policy allows a redirect to it, Chromium 156 crashes.
 */
const SPECIAL_URLS = [
  'data:text/plain,x',
  'javascript:void 0',
  'about:blank',
  'mailto:help@example.gov',
  'tel:+12025550100',
  'file:///etc/hostname',
  'blob:https://sp.example.gov/1',
  'filesystem:https://sp.example.gov/temporary/x',
  'ftp://sp.example.gov/x',
  'intent://cb#Intent;scheme=gov.agency.app;end',
  'view-source:https://sp.example.gov/',
];

const SCHEMES = [
  '',
  '',
  'https://',
  'https://',
  'https://',
  'http://',
  'HTTPS://',
  'ws://',
  '//',
  'https:/',
  'ftp://',
];
const SOURCE_HOSTS = [
  ...['idp.int.identitysandbox.gov', 'sp.example.gov', 'sp.example.gov', 'app.other.gov', 'example.gov'],
  ...['*', '*.gov', '*.example.gov', '*.sp.example.gov', 'SP.Example.gov', '*.GOV', 'localhost'],
  ...[
    'sp.example.gov.',
    '.gov',
    '*example.gov',
    'sp.*.gov',
    '*.',
    'sp_example.gov',
    '127.0.0.1',
    '[::1]',
    'sp..gov',
    'xn--mller-kva.example.gov',
    'user:secret@sp.example.gov',
    '*.example.gov.',
    'sp.example.gov..',
    '-sp.example.gov',
    '0x7f.1',
    '127.1',
    '127.0.0.1.',
    '*.0.0.1',
    '[2001:db8::1]',
    '%73p.example.gov',
    'm\u00fcller.example.gov',
    'a.localhost',
    '*.localhost',
    'gov',
    '*.*',
    '**.gov',
    '*.*.gov',
    'sp.example.gov\\cb',
    '1.gov',
  ],
];
const PORTS = [
  '',
  '',
  '',
  '',
  ':443',
  ':8443',
  ':80',
  ':8080',
  ':*',
  ':',
  ':0443',
  ':99999999999',
  ':a',
  ':443a',
  ':-1',
  ':**',
  ':65536',
  ':00080',
  ':80:80',
  ':+443',
];
const SOURCE_PATHS = [
  '',
  '',
  '',
  '',
  ...PATHS,
  ...RARE_PATHS,
  '/%63b',
  '/auth',
  '/auth%2F',
  '/CAF%c3%a9',
  '/%',
  '/a|b',
  '/*',
  '/a%2cb',
  '/cb%3Fx',
  '/cb%23x',
  '/"cb"',
  '/<cb>',
  '/[cb]',
  '/cb\\',
];
const TAILS = ['', '', '', '', '', '', '?x=1', '#x', '?', '/..', ':443'];
const WORDS = [
  ..."'self' 'self' 'self' 'SELF' self 'none' 'NONE' * * https: https: https: HTTPS: http: ws: wss: data: blob: about: javascript: filesystem:".split(
    ' ',
  ),
  ...'gov.agency.app: GOV.agency.app: gov.agency.app:// gov.agency.app://* gov.agency.app://cb 1x: x+y-z.:'.split(
    ' ',
  ),
  ..."'unsafe-inline' 'nonce-YWJj' 'sha256-YWJj' 'strict-dynamic' 'report-sample' script-src form-action".split(
    ' ',
  ),
  ...'https://* https://*:* *:* http://* https://*.gov:* https://*:8443 http://localhost:* https:// / ** *.* é'.split(
    ' ',
  ),
  ...'com.example.app: com.example.app:/oauth2redirect com.example.app mailto: tel: file: ftp: intent: view-source: blob:*'.split(
    ' ',
  ),
  ..."\"self\" ‘self’ `self' 'self self' ''self'' 'unsafe-eval' 'unsafe-hashes' 'nonce-' 'sha256-' 'none'; 'self', 'none' 'unsafe-allow-redirects'".split(
    ' ',
  ),
];
const OTHER_DIRECTIVES = [
  "default-src 'none'",
  "default-src 'self'",
  "script-src 'self'",
  'default-src *',
  'x',
  'form-actions *',
  'upgrade-insecure-requests',
  'Upgrade-Insecure-Requests x',
  'block-all-mixed-content',
  "navigate-to 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'form-action\u00a0*',
  'sandbox allow-forms allow-scripts allow-same-origin',
];
const NAMES = ['form-action', 'form-action', 'form-action', 'FORM-ACTION', 'Form-Action'];
const SPACES = [' ', ' ', ' ', '  ', '\t', ' \t '];

class CaseMaker {
  readonly #random: () => number;
  readonly #id: number;

  constructor(random: () => number, id: number) {
    this.#random = random;
    this.#id = id;
  }

  make(): OpenCase {
    const method = this.#chance(0.7) ? 'post' : 'get';
    const length = Math.floor(this.#random() * 5);
    const redirects = Array.from({ length }, (_, index) => ({
      status: this.#pick([301, 302, 302, 302, 303, 307, 308]),
      url: this.#url(index + 1),
    }));
    if (this.#chance(0.15)) redirects.push({ status: 302, url: this.#unseen() });
    return {
      id: this.#id,
      document: `${this.#pick(DOCUMENTS)}/page/${this.#id}`,
      headers: this.#headers(),
      meta: this.#chance(0.12) ? [this.#meta()] : [],
      method,
      action: this.#chance(0.04) ? this.#unseen() : this.#url(0),
      redirects,
    };
  }

  /** The mark tells the server which hop of which case is asked for; a path of its own leaves room for the query. */
  #url(hop: number): string {
    const host = this.#chance(0.12) ? this.#pick(RARE_HOSTS) : this.#pick(HOSTS);
    const path = this.#chance(0.2) ? this.#pick(RARE_PATHS) : this.#pick(PATHS);
    return `${host}${path}?m=c${this.#id}k${hop}`;
  }

  /** An address that no server is asked for. */
  #unseen(): string {
    return this.#pick(this.#chance(0.6) ? CUSTOM_URLS : SPECIAL_URLS);
  }

  #headers(): [string, string][] {
    const headers: [string, string][] = [];
    do {
      const name = this.#chance(0.1) ? 'content-security-policy-report-only' : 'content-security-policy';
      // A header field value is bytes; Node writes each character as one.
      headers.push([name, Buffer.from(this.#policies()).toString('latin1')]);
    } while (this.#chance(0.12));
    return headers;
  }

  #meta(): string {
    // Characters that no header field may hold.
    return this.#policies().replace(/ /g, (space) =>
      this.#chance(0.03) ? this.#pick(['\v', '\f', '\n', '\u00a0']) : space,
    );
  }

  #policies(): string {
    const policies = [this.#policy()];
    while (this.#chance(0.1)) policies.push(this.#policy());
    return policies.join(this.#pick([',', ', ', ' , ', ',,']));
  }

  #policy(): string {
    const directives = [this.#formAction()];
    while (this.#chance(0.3))
      directives.push(this.#chance(0.3) ? this.#formAction() : this.#pick(OTHER_DIRECTIVES));
    if (this.#chance(0.2)) directives.reverse();
    return directives.join(this.#pick([';', '; ', '; ; ']));
  }

  #formAction(): string {
    const space = this.#pick(SPACES);
    const sources: string[] = this.#chance(0.7)
      ? [this.#pick(["'self'", 'https:', 'https://*:*', '*', '*.gov'])]
      : [];
    while (this.#chance(0.7)) sources.push(this.#source());
    return [this.#pick(NAMES), ...sources].join(space);
  }

  #source(): string {
    if (this.#chance(0.25)) return this.#pick(WORDS);
    const plain = this.#chance(0.5);
    const scheme = plain ? this.#pick(['https://', '']) : this.#pick(SCHEMES);
    const tail = plain ? '' : this.#pick(TAILS);
    return `${scheme}${this.#pick(SOURCE_HOSTS)}${this.#pick(PORTS)}${this.#pick(SOURCE_PATHS)}${tail}`;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const picked = from[Math.floor(this.#random() * from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
