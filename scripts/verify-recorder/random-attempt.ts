import { DEV_IDP, OIDC_SP, OTHER_APP, SAML_SP, SANDBOX_IDP, SECOND_APP } from '../../playground/hosts.ts';
import type { Random } from '../../test/support/seeded.ts';
import type { Attempt, Leg, Part, PlannedHop, Way } from './walk.ts';

/** One sign-in or sign-out with everything that may happen to it, put together from the shapes that real ones have. */

const APPS = [OIDC_SP, SAML_SP, OTHER_APP, SECOND_APP].map((host) => `https://${host}`);
const IDPS = [`https://${SANDBOX_IDP}`, `https://${SANDBOX_IDP}`, `https://${DEV_IDP}`];
export const OFFLINE_ORIGIN = 'https://offline.example.gov';
const OWN_SCHEME = 'gov.example.app://result';
const STATUSES = [301, 302, 302, 302, 303, 307, 308];
const QUICK_WAYS: readonly Way[] = ['auto-form', 'script', 'replace', 'script-click', 'meta'];
const PROTOCOLS = ['oidc', 'oidc', 'saml-redirect', 'saml-post', 'oidc-logout', 'saml-logout'] as const;
type Protocol = (typeof PROTOCOLS)[number];

/** Longer than a page takes that goes on by itself: who then follows a link has gone elsewhere. */
const LONG = 1_300;

/** Another site, with a link or two. */
export function randomVisit(random: Random, id: number): Attempt {
  return new AttemptMaker(random, false).visit(id);
}

/** @param manyTabs it may begin in a popup, a new tab or a frame */
export function randomAttempt(random: Random, id: number, manyTabs: boolean): Attempt {
  return new AttemptMaker(random, manyTabs).attempt(id);
}

class AttemptMaker {
  readonly #random: Random;
  readonly #manyTabs: boolean;
  readonly #legs: Leg[] = [];
  #idp = '';
  #inFrame = false;

  constructor(random: Random, manyTabs: boolean) {
    this.#random = random;
    this.#manyTabs = manyTabs;
  }

  visit(id: number): Attempt {
    this.#add('typed', [...this.#onward(2), this.#page()], 'out');
    if (this.#chance(0.4)) this.#add(this.#pick(['link', 'form']), [this.#page()], 'out', { wait: LONG });
    return { id, protocol: 'visit', legs: this.#legs };
  }

  attempt(id: number): Attempt {
    this.#idp = this.#pick(IDPS);
    const protocol = this.#pick(PROTOCOLS);
    const goesOn = this.#begin(protocol);
    if (goesOn && (protocol.endsWith('logout') || this.#atLoginGov(protocol))) this.#return(protocol);
    return { id, protocol, legs: this.#legs };
  }

  /** From the site to Login.gov. False where it ends there. */
  #begin(protocol: Protocol): boolean {
    let way: Way = 'typed';
    if (protocol === 'saml-post' || this.#chance(0.75)) {
      this.#add('typed', [this.#page()], 'out');
      way = this.#pick(['link', 'form', 'form', ...QUICK_WAYS]);
      if (this.#manyTabs && this.#chance(0.25)) way = this.#pick(['popup', 'new-tab', 'frame'] as const);
      if (protocol === 'saml-post' && way !== 'form') way = 'auto-form';
      this.#inFrame = way === 'frame';
    }
    const lead = this.#chance(0.08) ? this.#onward(14) : this.#onward(4);
    const mistaken = this.#chance(0.05);
    if (mistaken || this.#chance(0.06)) {
      const [path, status] = mistaken
        ? ['/openid_connect/authorise', 404]
        : [START[protocol], this.#pick([200, 400, 500])];
      this.#add(way, [...lead, this.#idpHop(path, status)], 'in');
      return false;
    }
    const start = START[protocol];
    if ((way === 'form' || way === 'auto-form') && this.#chance(0.1))
      return this.#refusedBegin(way, lead, start);
    if (protocol === 'saml-post') {
      this.#add(way, [...lead.map(keepingThePost), this.#idpHop(start, 200)], 'in', { method: 'POST' });
      const inside = [this.#idpHop('/api/saml/authpost2026', 302), this.#idpHop('/', 200)];
      this.#add('auto-form', inside, 'in', { method: 'POST' });
    } else if (protocol.endsWith('logout')) {
      this.#add(way, [...lead, this.#idpHop(start, 200)], 'in');
    } else {
      this.#add(way, [...lead, this.#idpHop(start, 302), this.#idpHop('/', 200)], 'in');
    }
    return true;
  }

  /** The site's own policy refuses a hop on the way to Login.gov: without having come there it is no sign-in. */
  #refusedBegin(way: Way, lead: readonly PlannedHop[], start: string): false {
    const hops = [this.#app(302), ...lead, this.#idpHop(start, 200)];
    this.#add(way, hops, 'in', { method: 'POST', ...this.#refusal(hops) });
    return false;
  }

  /** The pages of Login.gov. False where the user goes no further. */
  #atLoginGov(protocol: Protocol): boolean {
    if (this.#chance(0.3)) {
      const further = [this.#idpHop('/', 303), this.#idpHop('/login/two_factor/sms', 200)];
      this.#add(this.#inside('form'), further, 'in', { method: 'POST' });
      if (this.#chance(0.4))
        this.#add(this.#inside('link'), [this.#idpHop('/login/two_factor/options', 200)], 'in');
    }
    if (this.#chance(0.1)) {
      this.#add(
        this.#inside('link'),
        [this.#idpHop('/redirect/return_to_sp/cancel', 302), ...this.#landing()],
        'in',
      );
      return false;
    }
    this.#goOn('/login/two_factor/sms', protocol, {
      hops: [this.#idpHop('/sign_up/completed', 200)],
      end: 'page',
    });
    return this.#chance(0.9);
  }

  /** A form of Login.gov is answered with a redirect to the stored request, and that with one to what comes next. */
  #goOn(path: string, protocol: Protocol, { hops, end }: Pick<Leg, 'hops' | 'end'>): void {
    const form = { method: 'POST' } as const;
    const leaves = hops[0]?.origin !== this.#idp;
    const add = (way: Way, all: readonly PlannedHop[]) =>
      this.#add(way, all, 'in', { ...form, end, ...(leaves && this.#maybeRefused(all)) });
    if (protocol !== 'saml-redirect' && protocol !== 'saml-post') {
      const stored = [this.#idpHop(path, 302), this.#idpHop('/openid_connect/authorize', 302)];
      add(this.#inside('form'), [...stored, ...hops]);
      return;
    }
    const complete = [this.#idpHop(path, 302), this.#idpHop('/api/saml/complete', 200)];
    this.#add(this.#inside('form'), complete, 'in', form);
    const posted = this.#idpHop('/api/saml/finalauthpost2026', leaves ? 200 : 302);
    if (leaves) this.#add('auto-form', [posted], 'in', form);
    add('auto-form', leaves ? hops : [posted, ...hops]);
  }

  /** Back at the application. */
  #return(protocol: Protocol): void {
    const way = this.#random.next();
    const chain = this.#landing();
    const ending = this.#ending(chain);
    if (protocol === 'oidc' && way < 0.25) {
      const asked = [this.#idpHop('/sign_up/completed', 302), this.#idpHop('/openid_connect/authorize', 200)];
      this.#add(this.#inside('form'), asked, 'in', { method: 'POST' });
      this.#add('script-click', ending.hops, 'in', { end: ending.end });
    } else if (protocol === 'oidc-logout') {
      const out = [this.#idpHop(START[protocol], 302), ...ending.hops];
      this.#add(this.#inside('form'), out, 'in', {
        method: 'POST',
        end: ending.end,
        ...this.#maybeRefused(out),
      });
    } else if (protocol === 'saml-logout') {
      const form = { method: 'POST', end: ending.end, ...this.#maybeRefused(ending.hops) } as const;
      this.#add('auto-form', ending.hops, 'in', form);
    } else {
      this.#goOn('/sign_up/completed', protocol, ending);
    }
    if (this.#legs.at(-1)?.end === 'page') this.#afterwards();
  }

  /** What the application's page does by itself, and the user then. */
  #afterwards(): void {
    let part: Part = 'in';
    for (let left = this.#random.below(3); left > 0; left--) {
      const way = this.#pick(QUICK_WAYS);
      const method = way === 'auto-form' && this.#chance(0.6) ? 'POST' : 'GET';
      this.#add(way, [...this.#onward(3), this.#page()], part, { method });
    }
    while (!this.#inFrame && this.#chance(0.4)) {
      const quick = this.#chance(0.3);
      part = part === 'in' && quick ? 'either' : 'out';
      const wait = quick ? {} : { wait: LONG };
      this.#add(this.#pick(['link', 'form']), [...this.#onward(2), this.#page()], part, wait);
    }
  }

  #ending(chain: readonly PlannedHop[]): Pick<Leg, 'hops' | 'end'> {
    const end = this.#random.next();
    if (end < 0.06) return { hops: chain, end: 'download' };
    if (end < 0.12) return { hops: [...chain.slice(0, -1), this.#app(204)], end: 'no-content' };
    if (end < 0.17) return { hops: [...chain.slice(0, -1), this.#app(302), OFFLINE], end: 'offline' };
    // A question which program to start may make the one tab unusable.
    if (end < 0.2 && this.#manyTabs)
      return { hops: [...chain.slice(0, -1), this.#app(302), SCHEME], end: 'scheme' };
    if (end < 0.25) return { hops: [...chain.slice(0, -1), this.#app(500)], end: 'page' };
    return { hops: chain, end: 'page' };
  }

  #maybeRefused(hops: readonly PlannedHop[]): Pick<Leg, 'refused'> {
    return this.#chance(0.3) ? this.#refusal(hops) : {};
  }

  /** A hop on a host that no earlier one is on, so that a policy can allow those and not this. */
  #refusal(hops: readonly PlannedHop[]): Pick<Leg, 'refused'> {
    const candidates = hops.flatMap(({ origin }, at) => {
      const isNew = hops.findIndex((hop) => hop.origin === origin) === at;
      return at > 0 && isNew && origin.startsWith('https:') ? [at] : [];
    });
    return candidates.length === 0 ? {} : { refused: this.#pick(candidates) };
  }

  #landing(): PlannedHop[] {
    return [...this.#onward(this.#chance(0.1) ? 12 : 4), this.#page()];
  }

  #add(way: Way, hops: readonly PlannedHop[], part: Part, more: Partial<Leg> = {}): void {
    const method = way === 'form' || way === 'auto-form' ? this.#pick(['GET', 'POST'] as const) : 'GET';
    this.#legs.push({ way, method, hops, end: 'page', part, ...more });
  }

  #inside(way: Way): Way {
    return this.#inFrame ? (way === 'form' ? 'auto-form' : 'replace') : way;
  }

  #onward(most: number): PlannedHop[] {
    return Array.from({ length: this.#random.below(most + 1) }, () => this.#app(this.#pick(STATUSES)));
  }

  #app(status: number): PlannedHop {
    return { origin: this.#pick(APPS), path: this.#pick(PATHS), status, ...this.#slow() };
  }

  #page(): PlannedHop {
    return this.#app(200);
  }

  #idpHop(path: string, status: number): PlannedHop {
    return { origin: this.#idp, path, status, ...this.#slow() };
  }

  #slow(): Pick<PlannedHop, 'slow'> {
    return this.#chance(0.04) ? { slow: 100 + this.#random.below(700) } : {};
  }

  #pick<T>(items: readonly T[]): T {
    return this.#random.pick(items);
  }

  #chance(of: number): boolean {
    return this.#random.next() < of;
  }
}

const PATHS = ['/', '/start', '/auth/result', '/session', '/home', '/login'];
const OFFLINE: PlannedHop = { origin: OFFLINE_ORIGIN, path: '/', status: 0 };
const SCHEME: PlannedHop = { origin: OWN_SCHEME, path: '', status: 0 };

const START: Readonly<Record<Protocol, string>> = {
  oidc: '/openid_connect/authorize',
  'saml-redirect': '/api/saml/auth2026',
  'saml-post': '/api/saml/auth2026',
  'oidc-logout': '/openid_connect/logout',
  'saml-logout': '/api/saml/logout2026',
};

/** 307 and 308 alone leave the method as it is. */
function keepingThePost(hop: PlannedHop): PlannedHop {
  return { ...hop, status: hop.status === 308 ? 308 : 307 };
}

/** Everything a playground has to answer for a walk, by origin and path. */
export const SERVED: readonly string[] = [
  ...APPS.flatMap((app) => PATHS.map((path) => `${app}${path}`)),
  ...IDPS.flatMap((idp) =>
    [
      ...Object.values(START),
      '/openid_connect/authorise',
      '/api/saml/authpost2026',
      '/api/saml/finalauthpost2026',
      '/api/saml/complete',
      '/',
      '/login/two_factor/sms',
      '/login/two_factor/options',
      '/redirect/return_to_sp/cancel',
      '/sign_up/completed',
    ].map((path) => `${idp}${path}`),
  ),
];
