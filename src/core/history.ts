import { parameter } from './decode/parameters.ts';
import { type Deployments, ENVIRONMENTS, type Environment, environmentOf } from './login-gov/environments.ts';
import type { Flow, Hop, Message, Navigation } from './model/index.ts';

/** One appearance of a value in the capture. */
export interface Sighting {
  readonly flow: Flow['id'];
  readonly hop: Hop['id'];
  readonly url: string;
  /** Milliseconds since 1970 UTC. */
  readonly time?: number;
  /** Browser tab, absent for files. */
  readonly tab?: number;
  /** Grows with the order of the flows and, within a flow, of the messages. */
  readonly order: number;
}

/** A return to an application with an authorization code. */
export interface Delivery extends Sighting {
  /** Of the authorize request that it answers, as sent. */
  readonly codeChallenge?: string;
  readonly client?: string;
}

/** What can be looked up in the other messages of a capture. */
export interface History {
  /** Authorize requests with that `state` or `nonce`, in order. */
  authorizeRequestsWith(name: 'state' | 'nonce', value: string): readonly Sighting[];
  /** Returns to an application with that authorization code, in order. */
  deliveriesOf(code: string): readonly Delivery[];
  /** SAML requests with that ID, in order. */
  samlRequestsWithId(id: string): readonly Sighting[];
  /** Where a client_id or Issuer was sent, by environment, the first time each. */
  environmentsOf(client: string): ReadonlyMap<Environment, Sighting>;
  /** Addresses that flows of the client went to after Login.gov handed the user back, the latest last. */
  callbackHopsOf(client: string): readonly Sighting[];
  /** The sighting of a message of the flow that is inspected. */
  sightingAt(hop: Hop['id'], flow: Flow['id']): Sighting | undefined;
}

/** Appearances of one value beyond this number are not remembered. */
const MAX_SIGHTINGS = 50;

/** Remembers what flows held, so that a later flow can be compared with them. Each change costs as much as its flow. */
export class CaptureHistory implements History {
  readonly #authorizeRequests = new Sightings();
  readonly #deliveries = new Sightings<Delivery>();
  readonly #samlRequests = new Sightings();
  readonly #clients = new Sightings();
  readonly #callbackHops = new Sightings();
  readonly #messages = new Sightings();
  readonly #orders = new Map<Flow['id'], number>();
  #flows = 0;

  /** Adds a flow, or puts a newer state of it in the place of the former. */
  put(flow: Flow, messages: readonly Message[]): void {
    this.remove(flow.id);
    const order = this.#orders.get(flow.id) ?? this.#flows++;
    this.#orders.set(flow.id, order);
    const hops = new Map(flow.navigations.flatMap(({ hops }) => hops.map((hop) => [hop.id, hop] as const)));
    let client: string | undefined;
    messages.forEach((message, index) => {
      const hop = hops.get(message.hop);
      if (hop === undefined) return;
      const sighting = sightingOf(flow, hop, order + index / (messages.length + 1));
      this.#messages.add(flow.id, hop.id, sighting);
      this.#remember(message, sighting, messages, flow.deployments);
      client ??= clientOf(message);
    });
    if (client === undefined) return;
    for (const hop of hopsAfterCallback(flow, MAX_SIGHTINGS)) {
      this.#callbackHops.add(flow.id, client, sightingOf(flow, hop, order));
    }
  }

  /** Forgets a flow. */
  remove(flow: Flow['id']): void {
    for (const index of [
      this.#authorizeRequests,
      this.#deliveries,
      this.#samlRequests,
      this.#clients,
      this.#callbackHops,
      this.#messages,
    ]) {
      index.remove(flow);
    }
  }

  #remember(
    message: Message,
    sighting: Sighting,
    messages: readonly Message[],
    deployments: Deployments | undefined,
  ): void {
    const client = clientOf(message);
    const environment = environmentOf(sighting.url, deployments);
    if (client !== undefined && environment !== undefined) {
      this.#clients.add(sighting.flow, `${environment} ${client}`, sighting);
    }
    if (message.kind === 'oidc-authorize-request') {
      for (const name of ['state', 'nonce'] as const) {
        const value = parameter(message.parameters, name);
        if (value !== undefined) this.#authorizeRequests.add(sighting.flow, `${name} ${value}`, sighting);
      }
    } else if (message.kind === 'oidc-authorize-response') {
      const code = parameter(message.parameters, 'code');
      if (code !== undefined) {
        const asked = messages.find(
          ({ kind, hop }) => kind === 'oidc-authorize-request' && hop === message.request,
        );
        this.#deliveries.add(sighting.flow, code, { ...sighting, ...factsOf(asked) });
      }
    } else if (message.kind === 'saml-authn-request' || message.kind === 'saml-logout-request') {
      const id = message.document?.id;
      if (id !== undefined) this.#samlRequests.add(sighting.flow, id, sighting);
    }
  }

  authorizeRequestsWith(name: 'state' | 'nonce', value: string): readonly Sighting[] {
    return this.#authorizeRequests.of(`${name} ${value}`);
  }

  deliveriesOf(code: string): readonly Delivery[] {
    return this.#deliveries.of(code);
  }

  samlRequestsWithId(id: string): readonly Sighting[] {
    return this.#samlRequests.of(id);
  }

  environmentsOf(client: string): ReadonlyMap<Environment, Sighting> {
    const environments = new Map<Environment, Sighting>();
    for (const environment of ENVIRONMENTS) {
      const [first] = this.#clients.of(`${environment} ${client}`);
      if (first !== undefined) environments.set(environment, first);
    }
    return environments;
  }

  callbackHopsOf(client: string): readonly Sighting[] {
    return this.#callbackHops.of(client);
  }

  sightingAt(hop: Hop['id'], flow: Flow['id']): Sighting | undefined {
    return this.#messages.of(hop).find((sighting) => sighting.flow === flow);
  }
}

/** Whether something was seen before something else: by the clock, else by the order in the capture. */
export function isBefore(a: Sighting, b: Sighting): boolean {
  if (a.flow !== b.flow && a.time !== undefined && b.time !== undefined && a.time !== b.time)
    return a.time < b.time;
  return a.order < b.order;
}

/** client_id or Issuer of a request, to the letter as Login.gov compares it; undefined for other messages and where it is missing. */
export function clientOf(message: Message): string | undefined {
  const client =
    message.kind === 'oidc-authorize-request' || message.kind === 'oidc-logout-request'
      ? parameter(message.parameters, 'client_id')
      : message.kind === 'saml-authn-request' || message.kind === 'saml-logout-request'
        ? message.document?.issuer
        : undefined;
  return client === '' ? undefined : client;
}

/**
 * Hops at other sites that Login.gov handed the user over to, by whatever means.
 * @param most as many, the first ones
 */
export function hopsAfterCallback(
  { navigations, deployments }: Flow,
  most = Number.POSITIVE_INFINITY,
): Hop[] {
  const found: Hop[] = [];
  for (const navigation of navigations) {
    if (!beganAtLoginGov(navigation, deployments)) continue;
    for (const hop of navigation.hops) {
      if (found.length >= most) return found;
      if (environmentOf(hop.url, deployments) === undefined) found.push(hop);
    }
  }
  return found;
}

function beganAtLoginGov({ cause, hops: [first] }: Navigation, deployments?: Deployments): boolean {
  const source = 'document' in cause ? cause.document.url : undefined;
  return [source, first?.url].some(
    (url) => url !== undefined && environmentOf(url, deployments) !== undefined,
  );
}

function factsOf(request: Message | undefined): Pick<Delivery, 'codeChallenge' | 'client'> {
  if (request?.kind !== 'oidc-authorize-request') return {};
  const [codeChallenge, client] = [parameter(request.parameters, 'code_challenge'), clientOf(request)];
  return { ...(codeChallenge !== undefined && { codeChallenge }), ...(client !== undefined && { client }) };
}

function sightingOf(flow: Flow, { id, url, time }: Hop, order: number): Sighting {
  return {
    flow: flow.id,
    hop: id,
    url,
    ...(time !== undefined && { time }),
    ...(flow.tab !== undefined && { tab: flow.tab.id }),
    order,
  };
}

/** Sightings by value, and which values each flow put there. */
class Sightings<T extends Sighting = Sighting> {
  readonly #byValue = new Map<string, T[]>();
  readonly #byFlow = new Map<Flow['id'], Set<string>>();

  add(flow: Flow['id'], value: string, sighting: T): void {
    const list = this.#byValue.get(value);
    if (list === undefined) this.#byValue.set(value, [sighting]);
    else if (list.length < MAX_SIGHTINGS) list.push(sighting);
    const values = this.#byFlow.get(flow);
    if (values === undefined) this.#byFlow.set(flow, new Set([value]));
    else values.add(value);
  }

  of(value: string): readonly T[] {
    return this.#byValue.get(value) ?? [];
  }

  remove(flow: Flow['id']): void {
    for (const value of this.#byFlow.get(flow) ?? []) {
      const rest = (this.#byValue.get(value) ?? []).filter((sighting) => sighting.flow !== flow);
      if (rest.length === 0) this.#byValue.delete(value);
      else this.#byValue.set(value, rest);
    }
    this.#byFlow.delete(flow);
  }
}
