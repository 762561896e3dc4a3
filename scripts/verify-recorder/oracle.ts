import type { Engine, Flow, FlowInspection, Hop, Navigation } from '../../src/core/model/index.ts';
import { type Asked, ownSource } from './site.ts';
import { type Attempt, address, type Leg, MANUAL, type Mark, markIn, refusedHop, textOf } from './walk.ts';
import type { Walked } from './walker.ts';

/**
 * Compares what was recorded with what the server was asked for and what the plan says of it. It knows nothing of how
 * the recorder comes to its flows: every address says to which attempt, navigation and hop it belongs.
 */
export interface Circumstances {
  readonly engine: Engine;
  /** Whether the extension has access to that origin. */
  readonly sees: (origin: string) => boolean;
  /** Whether it can know with which policies a page of that origin came. */
  readonly knowsPolicies: (origin: string) => boolean;
}

interface Recorded {
  readonly hop: Hop;
  readonly mark: Mark;
  readonly flow: Flow;
  readonly navigation: Navigation;
  readonly at: number;
}

/** Each disagreement as a sentence; none where the recording is right. */
export function disagreements(
  flows: readonly Flow[],
  walked: Walked,
  circumstances: Circumstances,
): string[] {
  return new Comparison(flows, walked, circumstances).all();
}

/**
 * The redirects that Chromium refused and the inspection does not name, each as a sentence. Only where the form's page
 * was visible: of another nobody knows the policy.
 */
export function unnamedRefusals(
  inspected: readonly FlowInspection[],
  walked: Walked,
  { engine, knowsPolicies }: Circumstances,
): string[] {
  const named = new Set(
    inspected.flatMap(({ formActions }) => formActions.flatMap(({ chromium }) => chromium?.url ?? [])),
  );
  return walked.asked.flatMap(({ mark, part, interrupted }) => {
    const legs = walked.attempts.get(mark.attempt)?.legs ?? [];
    const leg = legs[mark.leg];
    const page = legs[mark.leg - 1]?.hops.at(-1);
    const next = leg?.hops[mark.hop + 1];
    if (leg === undefined || next === undefined || page === undefined || !knowsPolicies(`${page.origin}/`))
      return [];
    // Refused on its way to Login.gov it is no sign-in, and not recorded.
    const isBefore = mark.leg === legs.findIndex((one) => one.part === 'in') && !isLoginGov(next.origin);
    const isRefused = refusedHop(leg, engine) === mark.hop + 1 && !isBefore && interrupted !== true;
    if (!isRefused || part !== 'in' || walked.loose.has(mark.attempt)) return [];
    const refused = { ...mark, hop: mark.hop + 1 };
    return named.has(address(refused, next)) ? [] : [`${textOf(refused)} is not said to be refused`];
  });
}

class Comparison {
  readonly #flows: readonly Flow[];
  readonly #walked: Walked;
  readonly #circumstances: Circumstances;
  readonly #recorded: readonly Recorded[];
  readonly #found: string[] = [];

  constructor(flows: readonly Flow[], walked: Walked, circumstances: Circumstances) {
    this.#flows = flows;
    this.#walked = walked;
    this.#circumstances = circumstances;
    this.#recorded = flows.flatMap((flow) =>
      flow.navigations.flatMap((navigation) =>
        navigation.hops.flatMap((hop, at) => {
          const mark = markIn(hop.url);
          if (mark?.walk === walked.number && this.#planned(mark) !== undefined)
            return [{ hop, mark, flow, navigation, at }];
          // In the one tab that there is the user may go back to what an earlier walk left there.
          if (mark === undefined || mark.walk >= walked.number) this.#found.push(`${hop.url} is in no plan`);
          return [];
        }),
      ),
    );
  }

  all(): string[] {
    this.#found.push(...this.#walked.stuck.map((what) => `not as planned: ${what}`));
    const asked = group(this.#walked.asked, ({ mark }) => textOf(mark));
    const recorded = group(this.#recorded, ({ mark }) => textOf(mark));
    for (const text of new Set([...asked.keys(), ...recorded.keys()])) {
      this.#compareAddress(text, asked.get(text) ?? [], recorded.get(text) ?? []);
    }
    for (const flow of this.#flows) {
      this.#compareOrder(flow);
      for (const navigation of flow.navigations) this.#compareChain(navigation);
      if (flow.interruptions?.some(({ kind }) => kind === 'events-lost')) this.#say('events were lost');
    }
    this.#compareFlows();
    this.#compareEnds();
    return [...new Set(this.#found)];
  }

  /** Every request is there once, with its answer; none that nobody made. */
  #compareAddress(text: string, asked: readonly Asked[], recorded: readonly Recorded[]): void {
    const mark = asked[0]?.mark ?? recorded[0]?.mark;
    if (mark === undefined) return;
    const isLoose = this.#isLoose(mark);
    const parts = asked.map((one) => this.#partOf(one));
    const required = asked.filter((_, at) => parts[at] === 'in').filter(({ url }) => this.#sees(url));
    const forbidden = parts.length > 0 && parts.every((part) => part === 'out');
    if (forbidden && !isLoose && recorded.length > 0)
      this.#say(`${text} is in a flow, and was no part of a sign-in`);
    const answered = recorded.filter(({ hop }) => hop.response !== undefined);
    const open = recorded.length - answered.length;
    for (const { hop } of answered) {
      const { method, response } = hop;
      const isLikely = asked.some((one) => one.method === method && one.status === response?.status);
      if (!isLikely && !(isLoose && this.#mayBeCached(mark)))
        this.#say(`${text} is recorded as ${method} ${response?.status}, and was not asked for so`);
    }
    if (!isLoose && answered.length > asked.length) {
      this.#say(`${text} is recorded ${answered.length} times, and was asked for ${asked.length} times`);
    }
    const whole = required.filter(({ interrupted }) => interrupted !== true);
    const seen = this.#sees(this.#urlOf(mark) ?? '');
    if (answered.length < whole.length) {
      this.#say(`${text} was answered ${whole.length} times, and ${answered.length} answers are recorded`);
    }
    if (recorded.length < required.length) {
      this.#say(`${text} was asked for ${required.length} times, and is recorded ${recorded.length} times`);
    }
    const others = asked.filter((one) => one.interrupted === true || this.#followsInterrupted(one)).length;
    const mayBeOpen = !seen || isLoose || this.#isUnanswerable(mark) || this.#isAfterInterrupted(mark);
    if (open > others && !mayBeOpen) this.#say(`${text} is recorded without its answer`);
  }

  /** What a redirect led to in one navigation follows it there; hops that nobody could see leave a gap. */
  #compareChain({ hops, cause, committed, id }: Navigation): void {
    const [first] = hops;
    const mark = first && markIn(first.url);
    if (first === undefined || mark === undefined || this.#isLoose(mark)) return;
    const leg = this.#leg(mark);
    if (leg === undefined) return;
    let before: Mark | undefined;
    for (const [at, hop] of hops.entries()) {
      const here = markIn(hop.url);
      if (here === undefined) continue;
      const follows =
        before === undefined
          ? here.hop === 0 || this.#isReload(here) || !this.#allSeen(leg.hops.slice(0, here.hop))
          : here.attempt === before.attempt && here.leg === before.leg && here.hop === before.hop + 1;
      const hidden =
        before !== undefined &&
        here.leg === before.leg &&
        !this.#allSeen(leg.hops.slice(before.hop, here.hop));
      if (!follows && !(hop.gapBefore === true && hidden)) {
        this.#say(
          `${textOf(here)} follows ${before === undefined ? 'nothing' : textOf(before)} in one navigation`,
        );
      }
      if (hop.gapBefore === true && !hidden && before !== undefined)
        this.#say(`there is no gap before ${textOf(here)}`);
      const next = hops[at + 1];
      if (hop.response?.redirectUrl !== undefined && next?.url !== hop.response.redirectUrl) {
        this.#say(`${textOf(here)} is not followed by what it redirected to`);
      }
      before = here;
    }
    const page = this.#pageBefore(mark);
    if (leg.method === 'POST' && first.method === 'POST' && page !== undefined && mark.hop === 0) {
      this.#compareCause(mark, page, cause, id);
    }
    const last = before && leg.hops.length - 1 === before.hop && hops.at(-1)?.response !== undefined;
    const wasShown = leg.end === 'page';
    if (last === true && this.#wholeOnce(mark) && committed !== wasShown) {
      this.#say(`${textOf(mark)} is recorded as ${committed ? '' : 'not '}shown`);
    }
  }

  #compareCause(mark: Mark, page: Mark, cause: Navigation['cause'], id: string): void {
    const origin = this.#planned(page)?.origin ?? '';
    if (cause.kind !== 'form') {
      this.#say(`${textOf(mark)} was a form, and is recorded as ${cause.kind}`);
      return;
    }
    const { url, policies } = cause.document;
    if (!this.#sees(`${origin}/`)) return;
    if (url === undefined || new URL(url).origin !== origin) {
      this.#say(`${textOf(mark)} is recorded as a form of ${url}, in ${id}`);
    } else if (
      this.#circumstances.knowsPolicies(`${origin}/`) &&
      policies?.some(({ value }) => value.includes(ownSource(page))) !== true
    ) {
      this.#say(`${textOf(mark)} is recorded without the policy of its page`);
    }
  }

  /** The hops of a flow are in the order in which they were asked for. */
  #compareOrder(flow: Flow): void {
    const left = [...this.#walked.asked];
    let latest = -1;
    for (const { hop, mark } of this.#recorded.filter((one) => one.flow === flow)) {
      if (hop.response === undefined || this.#isLoose(mark)) continue;
      const text = textOf(mark);
      const at = left.findIndex(
        (asked) => textOf(asked.mark) === text && asked.status === hop.response?.status,
      );
      if (at < 0) continue;
      if (at < latest) this.#say(`${text} is recorded after what was asked for later`);
      latest = Math.max(latest, at);
      // Taken: the same address may be asked for again.
      left.splice(at, 1, {
        mark: { walk: 0, attempt: 0, leg: 0, hop: 0 },
        method: '',
        url: '',
        at: 0,
        part: 'any',
      });
    }
  }

  /** Each attempt is one flow, in one tab; no flow holds two. */
  #compareFlows(): void {
    const flowsOf = new Map<number, Set<Flow>>();
    const tabOf = new Map<string, number>();
    for (const flow of this.#flows) {
      const own = this.#recorded.filter((one) => one.flow === flow);
      const attempts = new Set(
        own.filter(({ mark }) => this.#isStrict(mark)).map(({ mark }) => mark.attempt),
      );
      if (attempts.size > 1) this.#say(`attempts ${[...attempts].join(' and ')} are in one flow`);
      const places = new Set(own.map(({ mark }) => this.#walked.tabs.get(mark.attempt)?.split('.')[0]));
      if (places.size > 1)
        this.#say(`a flow holds requests of several tabs: ${own.map(({ mark }) => textOf(mark)).join()}`);
      for (const attempt of attempts) {
        flowsOf.set(attempt, (flowsOf.get(attempt) ?? new Set()).add(flow));
        const tab = this.#walked.tabs.get(attempt) ?? '';
        const known = tabOf.get(tab);
        if (known !== undefined && known !== flow.tab?.id)
          this.#say(`attempt ${attempt} is recorded in another tab`);
        if (flow.tab !== undefined) tabOf.set(tab, flow.tab.id);
      }
    }
    if (new Set(tabOf.values()).size < tabOf.size) this.#say('several tabs are recorded as one');
    for (const [attempt, flows] of flowsOf) {
      if (flows.size > 1 && !this.#walked.loose.has(attempt))
        this.#say(`attempt ${attempt} is in ${flows.size} flows`);
    }
  }

  /** A hop that the browser refused, or that could not be reached, is the last of its navigation and has an error. */
  #compareEnds(): void {
    for (const asked of this.#walked.asked) {
      const leg = this.#leg(asked.mark);
      if (leg === undefined || asked.interrupted === true || this.#partOf(asked) !== 'in') continue;
      const unanswered = this.#unanswerable(leg);
      if (unanswered !== asked.mark.hop + 1) continue;
      const mark = { ...asked.mark, hop: unanswered };
      const found = this.#recorded.filter((one) => textOf(one.mark) === textOf(mark));
      const isNamed = found.some(({ hop, navigation, at }) => {
        return hop.error !== undefined && hop.response === undefined && at === navigation.hops.length - 1;
      });
      if (!isNamed)
        this.#say(
          `${textOf(mark)}, which was ${leg.refused === undefined ? 'not reached' : 'refused'}, is not named`,
        );
    }
    const { engine } = this.#circumstances;
    for (const { mark } of this.#walked.asked) {
      const leg = this.#leg(mark);
      if (leg !== undefined && refusedHop(leg, engine) === mark.hop)
        this.#say(`${textOf(mark)} was not refused`);
    }
  }

  /** Without a request to Login.gov a navigation is no part of a sign-in yet. */
  #partOf(asked: Asked): Asked['part'] {
    const { mark, part } = asked;
    const { engine } = this.#circumstances;
    const load = this.#loadOf(asked);
    const isInterrupted = load.some(({ interrupted }) => interrupted === true);
    if (part === 'out') return isInterrupted || (engine === 'firefox' && mark.leg === 0) ? 'either' : 'out';
    const attempt = this.#walked.attempts.get(mark.attempt);
    if (part !== 'in' || attempt === undefined) return part;
    const lead = attempt.legs.findIndex((leg) => leg.part === 'in');
    if (mark.leg > lead) return this.#wentOnLate(load[0] ?? asked) ? 'either' : part;
    const leg = attempt.legs[lead];
    const idp = leg?.hops.findIndex(({ origin }) => isLoginGov(origin)) ?? 0;
    const reached = load.some((one) => one.mark.hop >= idp);
    const redirected = load.some((one) => one.mark.hop === idp - 1 && one.interrupted !== true);
    if (reached) return 'in';
    if (redirected && leg !== undefined && refusedHop(leg, engine) === idp) {
      return this.#allSeen(leg.hops.slice(idp - 1, idp)) ? 'in' : 'either';
    }
    const isRefusedBefore = leg !== undefined && (refusedHop(leg, engine) ?? idp) < idp;
    return isRefusedBefore && !isInterrupted ? 'out' : 'either';
  }

  /** On a busy machine a page may take as long to go on by itself as a person takes. */
  #wentOnLate({ mark, at }: Asked): boolean {
    const legs = this.#walked.attempts.get(mark.attempt)?.legs ?? [];
    return legs.slice(0, mark.leg + 1).some((leg, index) => {
      const page = legs[index - 1]?.hops.at(-1);
      if (page === undefined || isLoginGov(page.origin) || MANUAL.has(leg.way)) return false;
      const shown = this.#walked.asked.findLast(
        (one) => one.at <= at && one.mark.attempt === mark.attempt && one.mark.leg === index - 1,
      );
      const first = this.#walked.asked.findLast(
        (one) => one.at <= at && one.mark.attempt === mark.attempt && one.mark.leg === index,
      );
      return (first?.at ?? 0) - (shown?.answeredAt ?? 0) > LATE;
    });
  }

  /** The requests of one navigation, from its first on. */
  #loadOf(asked: Asked): readonly Asked[] {
    const { mark } = asked;
    const own = this.#walked.asked.filter(
      (one) => one.mark.attempt === mark.attempt && one.mark.leg === mark.leg,
    );
    const at = own.indexOf(asked);
    const first = own.findLastIndex((one, index) => index <= at && one.mark.hop === 0);
    const next = own.findIndex((one, index) => index > at && one.mark.hop === 0);
    return own.slice(Math.max(0, first), next < 0 ? undefined : next);
  }

  #isStrict(mark: Mark): boolean {
    if (this.#isLoose(mark)) return false;
    const asked = this.#walked.asked.filter((one) => textOf(one.mark) === textOf(mark));
    return asked.some((one) => this.#partOf(one) === 'in');
  }

  #isLoose({ attempt }: Mark): boolean {
    return this.#walked.loose.has(attempt);
  }

  #isReload(mark: Mark): boolean {
    return mark.hop === (this.#leg(mark)?.hops.length ?? 0) - 1;
  }

  /** Pages of applications may come out of a cache when the user goes back. */
  #mayBeCached(mark: Mark): boolean {
    return !isLoginGov(this.#planned(mark)?.origin ?? '');
  }

  #followsInterrupted(asked: Asked): boolean {
    return this.#loadOf(asked).some(({ interrupted }) => interrupted === true);
  }

  /** The address that an interrupted request would have led to. */
  #isAfterInterrupted(mark: Mark): boolean {
    return this.#walked.asked.some(
      ({ mark: one, interrupted }) =>
        interrupted === true &&
        one.attempt === mark.attempt &&
        one.leg === mark.leg &&
        one.hop === mark.hop - 1,
    );
  }

  #isUnanswerable(mark: Mark): boolean {
    const leg = this.#leg(mark);
    return leg !== undefined && this.#unanswerable(leg) === mark.hop;
  }

  #unanswerable(leg: Leg): number | undefined {
    const refused = refusedHop(leg, this.#circumstances.engine);
    if (refused !== undefined) return refused;
    return leg.end === 'offline' || leg.end === 'scheme' ? leg.hops.length - 1 : undefined;
  }

  /** Asked for once, and nothing interrupted it. */
  #wholeOnce(mark: Mark): boolean {
    const own = this.#walked.asked.filter(
      (one) => one.mark.attempt === mark.attempt && one.mark.leg === mark.leg,
    );
    return (
      own.every(({ interrupted }) => interrupted !== true) &&
      new Set(own.map((one) => one.mark.hop)).size === own.length
    );
  }

  /** The page whose form or link began this navigation. */
  #pageBefore({ walk, attempt, leg }: Mark): Mark | undefined {
    const before = this.#walked.attempts.get(attempt)?.legs[leg - 1];
    return before && { walk, attempt, leg: leg - 1, hop: before.hops.length - 1 };
  }

  #leg({ attempt, leg }: Mark): Leg | undefined {
    return this.#walked.attempts.get(attempt)?.legs[leg];
  }

  #planned(mark: Mark): Attempt['legs'][number]['hops'][number] | undefined {
    return this.#leg(mark)?.hops[mark.hop];
  }

  #urlOf(mark: Mark): string | undefined {
    const hop = this.#planned(mark);
    return hop && address(mark, hop);
  }

  #allSeen(hops: readonly { readonly origin: string }[]): boolean {
    return hops.every(({ origin }) => this.#sees(`${origin}/`));
  }

  #sees(url: string): boolean {
    return this.#circumstances.sees(url);
  }

  #say(what: string): void {
    this.#found.push(what);
  }
}

/** Milliseconds; the recorder takes what begins in less than a second for the page's own doing. */
const LATE = 700;

function isLoginGov(origin: string): boolean {
  return /\.identitysandbox\.gov$/.test(origin);
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
