import type { Page } from 'puppeteer-core';
import { poll, recordedFlows } from '../browsers/recording.ts';
import type { Asked } from './site.ts';
import type { Stage } from './stage.ts';
import {
  type Attempt,
  askedHops,
  attemptsOf,
  type Mark,
  type Meanwhile,
  markIn,
  refusedHop,
  restAfter,
  type Step,
  textOf,
  type Walk,
} from './walk.ts';

/** How long something may take that has to happen, in milliseconds. */
const PATIENCE = 6_000;
/** How long a page may take to answer; one that was stopped may not at all. */
const ANSWER = 2_000;
/** How long one step may take, in milliseconds. */
const MOST = 20_000;
/** After so many milliseconds without a request nothing more comes of what the user did. */
const QUIET = 250;

/** What happened in a walk, as the server saw it. */
export interface Walked {
  readonly number: number;
  readonly attempts: ReadonlyMap<number, Attempt>;
  readonly asked: readonly Asked[];
  /** In which tab each attempt was; for one that opened another tab, in that. */
  readonly tabs: ReadonlyMap<number, string>;
  /** Attempts in tabs where the user went through the history, or that were going on while nothing was recorded. */
  readonly loose: ReadonlySet<number>;
  /** What did not come to pass although it had to: the plan is wrong, or the browser did something new. */
  readonly stuck: readonly string[];
  readonly stops: number;
}

interface Slot {
  readonly number: number;
  page?: Page;
  attempt?: Attempt;
  /** Counts the pages that were opened in it. */
  generation: number;
  loose: boolean;
  meanwhile?: { readonly what: Meanwhile; readonly interrupt: () => void; left: number };
}

/** Walks it in the browser. */
export async function takeWalk(walk: Walk, stage: Stage): Promise<Walked> {
  return new Walker(walk, stage).take();
}

class Walker {
  readonly #walk: Walk;
  readonly #stage: Stage;
  readonly #attempts: ReadonlyMap<number, Attempt>;
  readonly #slots = new Map<number, Slot>();
  readonly #slotOf = new Map<number, Slot>();
  readonly #tabs = new Map<number, string>();
  readonly #loose = new Set<number>();
  readonly #pages: Page[] = [];
  readonly #stuck: string[] = [];
  #number = 0;
  #recording = true;
  #stops = 0;
  #stopping: Promise<void> = Promise.resolve();

  constructor(walk: Walk, stage: Stage) {
    this.#walk = walk;
    this.#stage = stage;
    this.#attempts = attemptsOf(walk.steps);
  }

  async take(): Promise<Walked> {
    const { site, only } = this.#stage;
    this.#number = site.begin(this.#attempts);
    site.onRequest = (asked) => this.#onRequest(asked);
    for (const step of this.#walk.steps) await this.#do(step);
    await this.#quiet();
    if (!this.#recording) await this.#record(true);
    await Promise.all(this.#pages.map((page) => (page === only ? undefined : page.close().catch(ignore))));
    return {
      number: this.#number,
      attempts: this.#attempts,
      asked: [...site.asked],
      tabs: this.#tabs,
      loose: this.#loose,
      stuck: this.#stuck,
      stops: this.#stops,
    };
  }

  async #do(step: Step): Promise<void> {
    if (step.do === 'together') {
      await Promise.all(step.steps.map((one) => this.#do(one)));
      return;
    }
    const isDone = this.#doOne(step).then(() => true);
    if (!(await Promise.race([isDone, sleep(MOST).then(() => false)])))
      this.#stuck.push(`${step.do} never ended`);
  }

  async #doOne(step: Exclude<Step, { readonly do: 'together' }>): Promise<void> {
    switch (step.do) {
      case 'start':
        return this.#start(this.#slot(step.slot), step.attempt, step.window === true, step.meanwhile);
      case 'click':
        return this.#click(this.#slot(step.slot), step.meanwhile);
      case 'back':
      case 'forward':
      case 'reload':
        return this.#history(this.#slot(step.slot), step.do);
      case 'close':
        return this.#close(this.#slot(step.slot));
      case 'clear':
        return this.#clear(this.#slot(step.slot));
      case 'stop-worker':
        if (!this.#stage.byForce) await this.#quiet();
        return this.#stopWorker();
      case 'pause':
      case 'record':
        return this.#record(step.do === 'record');
    }
  }

  async #start(slot: Slot, attempt: Attempt, window: boolean, meanwhile?: Meanwhile): Promise<void> {
    const page = await this.#page(slot, window);
    this.#enter(slot, attempt);
    await this.#run(slot, attempt, 0, meanwhile, () => {
      void page.goto(this.#stage.site.start(attempt), { timeout: PATIENCE }).catch(ignore);
    });
  }

  #enter(slot: Slot, attempt: Attempt): void {
    slot.attempt = attempt;
    slot.loose = !this.#recording;
    if (slot.loose) this.#loose.add(attempt.id);
    this.#slotOf.set(attempt.id, slot);
    this.#tabs.set(attempt.id, `${slot.number}.${slot.generation}`);
  }

  async #click(slot: Slot, meanwhile?: Meanwhile): Promise<void> {
    const { page } = slot;
    const shown = await this.#shown(page);
    const attempt = shown && this.#attempts.get(shown.attempt);
    if (page === undefined || shown === undefined || attempt === undefined) return;
    const isThere = await ask(page, `document.querySelector('#go') !== null`);
    const leg = attempt.legs[shown.leg + 1];
    if (isThere !== true || leg === undefined) return;
    // Not by the mouse: tabs in the background get none.
    const press = () => void page.evaluate(`document.querySelector('#go').click()`).catch(ignore);
    await sleep(leg.wait ?? 0);
    if (leg.way !== 'popup' && leg.way !== 'new-tab') {
      return this.#run(slot, attempt, shown.leg + 1, meanwhile, press);
    }
    const before = new Set(await this.#stage.browser.pages());
    await this.#run(slot, attempt, shown.leg + 1, undefined, press, async () => {
      const opened = await poll(
        async () =>
          (await this.#stage.browser.pages()).find((page) => !before.has(page) && isOf(page, attempt)),
        (found) => found !== undefined,
        PATIENCE,
      );
      if (opened === undefined) return void this.#stuck.push(`no tab was opened by ${textOf(shown)}`);
      this.#pages.push(opened);
      slot.page = opened;
      slot.generation++;
      this.#tabs.set(attempt.id, `${slot.number}.${slot.generation}`);
    });
  }

  /** From what the user does until the user is asked again. */
  async #run(
    slot: Slot,
    attempt: Attempt,
    first: number,
    meanwhile: Meanwhile | undefined,
    act: () => void,
    then: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    let isInterrupted = false;
    const interrupted = new Promise<void>((resolve) => {
      const interrupt = () => {
        isInterrupted = true;
        resolve();
      };
      if (meanwhile !== undefined) slot.meanwhile = { what: meanwhile, interrupt, left: meanwhile.request };
    });
    const from = this.#stage.site.asked.length;
    act();
    await then();
    await Promise.race([this.#atRest(slot, attempt, first, from, () => isInterrupted), interrupted]);
    delete slot.meanwhile;
    if (isInterrupted && meanwhile?.by === 'start' && meanwhile.attempt !== undefined) {
      await this.#atRest(slot, meanwhile.attempt, 0, from, () => false);
    }
    if (isInterrupted) await this.#quiet();
  }

  async #atRest(
    slot: Slot,
    attempt: Attempt,
    first: number,
    from: number,
    isOver: () => boolean,
  ): Promise<void> {
    const { engine, site } = this.#stage;
    const at = restAfter(attempt, first, engine);
    const leg = attempt.legs[at];
    if (leg === undefined) return;
    const mark: Mark = { walk: this.#number, attempt: attempt.id, leg: at, hop: askedHops(leg, engine) - 1 };
    const text = textOf(mark);
    const answered = async () =>
      isOver() ||
      site.asked.slice(from).some(({ mark: m, status }) => status !== undefined && textOf(m) === text);
    if (!(await poll(answered, Boolean, PATIENCE)))
      return void this.#stuck.push(`${text} was never asked for`);
    if (leg.end !== 'page' || refusedHop(leg, engine) !== undefined) return sleep(QUIET);
    const isShown = async () => isOver() || (await this.#marksShown(slot.page)).includes(text);
    if (!(await poll(isShown, Boolean, PATIENCE))) this.#stuck.push(`${text} was never shown`);
  }

  async #onRequest(asked: Asked): Promise<void> {
    const slot = this.#slotOf.get(asked.mark.attempt);
    if (slot === undefined) return;
    if (!this.#recording) asked.part = 'out';
    else if (slot.loose) asked.part = 'any';
    const { meanwhile } = slot;
    if (meanwhile === undefined || --meanwhile.left !== 0) return;
    const { by, attempt } = meanwhile.what;
    if (by === 'stop-worker') return this.#stopMeanwhile(asked);
    asked.interrupted = true;
    meanwhile.interrupt();
    const { page } = slot;
    if (by === 'close') await this.#close(slot);
    else if (by === 'stop') await ask(page, 'window.stop()');
    else if (attempt !== undefined && page !== undefined) {
      this.#enter(slot, attempt);
      void page.goto(this.#stage.site.start(attempt), { timeout: PATIENCE }).catch(ignore);
      const isThere = async () => this.#stage.site.asked.some(({ mark }) => mark.attempt === attempt.id);
      await poll(isThere, Boolean, PATIENCE);
    }
    await sleep(50);
  }

  /** As idle only when the recorder has stored the request: Chromium waits for that. */
  async #stopMeanwhile({ url, mark }: Asked): Promise<void> {
    if (this.#stage.stopWorker === undefined) return;
    if (!this.#stage.byForce && this.#stage.sees(new URL(url).origin)) {
      const isStored = async () =>
        String(await this.#stage.inspector.evaluate(STORED)).includes(`w=${textOf(mark)}`);
      await poll(isStored, Boolean, 1_500);
    }
    await this.#stopWorker();
  }

  async #stopWorker(): Promise<void> {
    this.#stops++;
    // One at a time: what is stopped already does not stop again.
    this.#stopping = this.#stopping.then(this.#stage.stopWorker);
    await this.#stopping;
  }

  async #history(slot: Slot, way: 'back' | 'forward' | 'reload'): Promise<void> {
    const { page } = slot;
    if (page === undefined) return;
    const shown = await this.#shown(page);
    if (way === 'reload' && shown !== undefined && this.#staysInFlow(shown)) {
      await page.reload({ timeout: PATIENCE, waitUntil: 'domcontentloaded' }).catch(ignore);
      return this.#quiet();
    }
    this.#loosen(slot);
    // It may show again whatever was shown in the tab before.
    for (const [id, other] of this.#slotOf) if (other === slot) this.#loose.add(id);
    const options = { timeout: 1_500, waitUntil: 'domcontentloaded' } as const;
    if (way === 'reload') await page.reload(options).catch(ignore);
    else if (way === 'back') await page.goBack(options).catch(ignore);
    else await page.goForward(options).catch(ignore);
    await this.#quiet();
  }

  /** A page of Login.gov that is no endpoint: loaded again it is the same sign-in. */
  #staysInFlow({ attempt, leg }: Mark): boolean {
    const hop = this.#attempts.get(attempt)?.legs[leg]?.hops.at(-1);
    return hop !== undefined && /identitysandbox/.test(hop.origin) && !/openid_connect|saml/.test(hop.path);
  }

  /** What is asked for in this tab from now on may belong to whatever happened in it before. */
  #loosen(slot: Slot): void {
    slot.loose = true;
    if (slot.attempt !== undefined) this.#loose.add(slot.attempt.id);
  }

  async #close(slot: Slot): Promise<void> {
    const { page } = slot;
    if (page === undefined || page === this.#stage.only) return;
    delete slot.page;
    slot.generation++;
    await page.close().catch(ignore);
  }

  async #clear(slot: Slot): Promise<void> {
    const id = slot.attempt?.id;
    if (id === undefined) return;
    await this.#quiet();
    const { inspector, site } = this.#stage;
    const flows = await recordedFlows(inspector);
    const marks = (flow: (typeof flows)[number]) =>
      flow.navigations.flatMap(({ hops }) => hops.flatMap(({ url }) => markIn(url) ?? []));
    const tab = flows.find((flow) => marks(flow).some(({ attempt }) => attempt === id))?.tab?.id;
    if (tab === undefined) return;
    await inspector.evaluate(
      `(globalThis.browser ?? chrome).runtime.sendMessage({ kind: 'clear', tab: ${tab} }).then(() => true)`,
    );
    const cleared = new Set(
      flows.filter((flow) => flow.tab?.id === tab).flatMap((flow) => marks(flow).map(textOf)),
    );
    for (const asked of site.asked) if (cleared.has(textOf(asked.mark))) asked.part = 'out';
    for (const mark of cleared) this.#loose.add(Number(mark.split('-')[1]));
    this.#loosen(slot);
  }

  async #record(on: boolean): Promise<void> {
    await this.#quiet();
    await this.#stage.inspector.evaluate(
      `(globalThis.browser ?? chrome).runtime.sendMessage({ kind: 'set-recording', on: ${on} }).then(() => true)`,
    );
    this.#recording = on;
    for (const slot of this.#slots.values()) this.#loosen(slot);
  }

  #slot(number: number): Slot {
    const known = this.#slots.get(number);
    if (known !== undefined) return known;
    const slot: Slot = { number, generation: 0, loose: false };
    this.#slots.set(number, slot);
    return slot;
  }

  async #page(slot: Slot, window: boolean): Promise<Page> {
    const { only, browser } = this.#stage;
    if (slot.page !== undefined) return slot.page;
    const page = only ?? (await browser.newPage(window ? { type: 'window' } : {}));
    slot.page = page;
    this.#pages.push(page);
    return page;
  }

  async #shown(page: Page | undefined): Promise<Mark | undefined> {
    const url = await ask(page, 'location.href');
    const mark = typeof url === 'string' ? markIn(url) : undefined;
    return mark?.walk === this.#number ? mark : undefined;
  }

  /** Of the documents that the tab and its frames show. */
  async #marksShown(page: Page | undefined): Promise<readonly string[]> {
    const frames = page?.frames() ?? [];
    const urls = await Promise.all(
      frames.map((frame) =>
        frame.evaluate(`document.readyState === 'complete' ? location.href : ''`).catch(() => ''),
      ),
    );
    return urls.flatMap((url) => {
      const mark = markIn(String(url));
      return mark === undefined ? [] : [textOf(mark)];
    });
  }

  async #quiet(): Promise<void> {
    const { asked } = this.#stage.site;
    let [known, since] = [asked.length, Date.now()];
    const isQuiet = async () => {
      if (asked.length !== known || asked.some(({ status }) => status === undefined)) {
        [known, since] = [asked.length, Date.now()];
      }
      return Date.now() - since >= QUIET;
    };
    await poll(isQuiet, Boolean, PATIENCE);
  }
}

/** Whether the tab has gone to an address of that attempt. */
function isOf(page: Page, { id }: Attempt): boolean {
  return markIn(page.url())?.attempt === id;
}

/** What an expression gives in the page; undefined where the page does not answer. */
async function ask(page: Page | undefined, expression: string): Promise<unknown> {
  return Promise.race([page?.evaluate(expression).catch(ignore), sleep(ANSWER)]);
}

const STORED = `chrome.storage.session.get(null).then(JSON.stringify)`;
const ignore = () => undefined;
const sleep = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
