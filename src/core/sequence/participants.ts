import { parameter } from '../decode/parameters.ts';
import { type Deployments, environmentOf } from '../login-gov/environments.ts';
import type { FlowInspection, Message, Navigation } from '../model/index.ts';

/** Who takes part in a sign-in: the browser, and a host or an app that it sends requests to. */
export interface Participant {
  readonly kind: ParticipantKind;
  /** Host with its port, or the scheme of an app (`gov.agency.app:`). Empty for the browser and for `hosts`. */
  readonly name: string;
  /** It stands for several other hosts: how many. */
  readonly hosts?: number;
}

export type ParticipantKind = 'service-provider' | 'browser' | 'login-gov' | 'other' | 'app';

export interface Participants {
  /** Service providers, the browser, Login.gov, other hosts, apps: from left to right. */
  readonly all: readonly Participant[];
  /** Index of the browser. */
  readonly browser: number;
  /** Index of the participant that a URL leads to. */
  indexOf(url: string): number;
}

/** With more, nobody could tell one from another. The other hosts that came last are taken together. */
export const MOST_PARTICIPANTS = 7;

const ORDER: readonly ParticipantKind[] = ['service-provider', 'browser', 'login-gov', 'other', 'app'];

/**
 * Everyone who takes part in a flow. A service provider is a site that the request or the response names, and the
 * site where the flow began.
 * @param deployments of Login.gov that the user named
 * @param important URLs whose participant keeps a place of its own, whatever the number of the others
 */
export function participantsOf(
  inspection: FlowInspection,
  important: readonly string[],
  deployments?: Deployments,
): Participants {
  const places = new Set(inspection.navigations.flatMap(placesOf));
  const providers = serviceProviders(inspection, deployments);
  const kept = new Set(important.map(placeOf));
  const found = [...places].map((place) => ({ place, kind: kindOf(place, providers, deployments) }));
  const rank = ({ place, kind }: (typeof found)[number]) =>
    kept.has(place) ? 0 : kind === 'login-gov' ? 1 : kind === 'service-provider' ? 2 : 3;
  // The browser takes one place, the hosts that are taken together another.
  const room = found.length < MOST_PARTICIPANTS ? found.length : MOST_PARTICIPANTS - 2;
  const shown = new Set(found.toSorted((a, b) => rank(a) - rank(b)).slice(0, room));
  const together = found.length - shown.size;
  const all: Participant[] = ORDER.flatMap((kind): Participant[] => {
    if (kind === 'browser') return [{ kind, name: '' }];
    const own = found.filter((one) => one.kind === kind && shown.has(one));
    const named = own.map(({ place }) => ({ kind, name: place }));
    return kind === 'other' && together > 0 ? [...named, { kind, name: '', hosts: together }] : named;
  });
  const index = new Map(all.map(({ name }, at) => [name, at] as const));
  const rest = all.findIndex(({ hosts }) => hosts !== undefined);
  return {
    all,
    browser: all.findIndex(({ kind }) => kind === 'browser'),
    indexOf: (url) => index.get(placeOf(url)) ?? rest,
  };
}

const placesKnown = new WeakMap<Navigation, readonly string[]>();

/** Each once. A navigation that did not change is not read again. */
function placesOf(navigation: Navigation): readonly string[] {
  const places = placesKnown.get(navigation) ?? [...new Set(navigation.hops.map(({ url }) => placeOf(url)))];
  placesKnown.set(navigation, places);
  return places;
}

/** What follows a URL's authority says nothing about the participant, and may be long. */
const ADDRESS = /^[a-z][a-z0-9+.-]{0,60}:(?:\/\/[^/?#\\]{0,300})?/i;
const UNREADABLE = '?';

/** `sp.example.gov:8443`, `gov.agency.app:`, or `?` for what is no URL. */
function placeOf(url: string): string {
  const [address = ''] = ADDRESS.exec(url) ?? [];
  let place = readPlaces.get(address);
  if (place === undefined) {
    place = readPlace(address);
    if (readPlaces.size >= MOST_READ_PLACES) readPlaces.clear();
    readPlaces.set(address, place);
  }
  return place;
}

/** Few addresses come again and again, and taking one apart is slow. */
const readPlaces = new Map<string, string>();
const MOST_READ_PLACES = 200;

function readPlace(address: string): string {
  if (!URL.canParse(address)) return UNREADABLE;
  const { protocol, host } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? host : protocol;
}

/** Schemes that lead to no app. */
const OF_BROWSERS =
  /^(?:about|blob|data|file|ftp|javascript|view-source|wss?|[a-z-]*extension|chrome|edge):$/;

function kindOf(
  place: string,
  providers: ReadonlySet<string>,
  deployments?: Deployments,
): Exclude<ParticipantKind, 'browser'> {
  if (place.endsWith(':')) return OF_BROWSERS.test(place) ? 'other' : 'app';
  if (place === UNREADABLE) return 'other';
  const origins = [`https://${place}`, `http://${place}`];
  if (origins.some((origin) => environmentOf(origin, deployments) !== undefined)) return 'login-gov';
  return providers.has(place) ? 'service-provider' : 'other';
}

/** Places that messages name, and those on the way to Login.gov. */
function serviceProviders(
  { navigations, messages }: FlowInspection,
  deployments?: Deployments,
): ReadonlySet<string> {
  const first = navigations[0];
  const toLoginGov = first?.hops.findIndex(({ url }) => environmentOf(url, deployments) !== undefined) ?? -1;
  const began = first !== undefined && 'document' in first.cause ? first.cause.document.url : undefined;
  const responses = new Set(messages.filter(isResponse).map(({ hop }) => hop));
  const answered = responses.size === 0 ? [] : navigations.flatMap(({ hops }) => hops);
  return new Set(
    [
      began,
      ...(first?.hops.slice(0, Math.max(0, toLoginGov)) ?? []).map(({ url }) => url),
      ...messages.map(addressInRequest),
      ...answered.filter(({ id }) => responses.has(id)).map(({ url }) => url),
    ].flatMap((url) => (url === undefined ? [] : [placeOf(url)])),
  );
}

/** Where the request wants its response sent. */
function addressInRequest(message: Message): string | undefined {
  switch (message.kind) {
    case 'oidc-authorize-request':
      return parameter(message.parameters, 'redirect_uri');
    case 'oidc-logout-request':
      return parameter(message.parameters, 'post_logout_redirect_uri');
    case 'saml-authn-request':
      return message.document?.assertionConsumerServiceUrl;
    default:
      return undefined;
  }
}

function isResponse({ kind }: Message): boolean {
  return kind === 'oidc-authorize-response' || kind === 'saml-response' || kind === 'saml-logout-response';
}
