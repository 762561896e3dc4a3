import type { Playground } from '../../playground/server.ts';
import {
  type Handler,
  page,
  redirect,
  type WebReply,
  type WebRequest,
} from '../../playground/web/exchange.ts';
import { type Html, html } from '../../playground/web/html.ts';
import { SERVED } from './random-attempt.ts';
import {
  type Attempt,
  address,
  type Leg,
  type Mark,
  markIn,
  type Part,
  type PlannedHop,
  textOf,
} from './walk.ts';

/** One request that the server got, in the order in which they came. */
export interface Asked {
  readonly mark: Mark;
  readonly method: string;
  readonly url: string;
  /** As answered; absent while it is not. */
  status?: number;
  /** When it came and when it was answered: milliseconds since 1970 UTC. */
  readonly at: number;
  answeredAt?: number;
  /** What it is to the sign-in, by what the user had done until then. */
  part: Part | 'any';
  /** The user did something else before the browser had the answer. */
  interrupted?: true;
}

/** Plays every host of a walk, as the plan says, on the playground's server. */
export class Site {
  /** Of the walk that is being walked. */
  readonly asked: Asked[] = [];
  /** Called before each answer; what it waits for holds the answer up. */
  onRequest: (asked: Asked) => Promise<void> | void = () => undefined;
  #walk = 0;
  #attempts: ReadonlyMap<number, Attempt> = new Map();

  constructor(playground: Playground) {
    const handler: Handler = (request) => this.#answer(request);
    for (const place of SERVED) {
      playground.route(`GET ${place}`, handler);
      playground.route(`POST ${place}`, handler);
    }
  }

  /** Number of the walk that begins. */
  begin(attempts: ReadonlyMap<number, Attempt>): number {
    this.#attempts = attempts;
    this.asked.length = 0;
    return ++this.#walk;
  }

  /** The address that an attempt begins with. */
  start({ id, legs }: Attempt): string {
    const hop = legs[0]?.hops[0];
    if (hop === undefined) throw new Error(`Attempt ${id} has no beginning.`);
    return address({ walk: this.#walk, attempt: id, leg: 0, hop: 0 }, hop);
  }

  async #answer({ method, url }: WebRequest): Promise<WebReply> {
    const mark = markIn(url.href);
    const attempt = mark?.walk === this.#walk ? this.#attempts.get(mark.attempt) : undefined;
    const leg = mark && attempt?.legs[mark.leg];
    const hop = mark && leg?.hops[mark.hop];
    if (mark === undefined || attempt === undefined || leg === undefined || hop === undefined)
      return page('not in this walk', 404);
    const asked: Asked = { mark, method, url: url.href, at: Date.now(), part: leg.part };
    this.asked.push(asked);
    await this.onRequest(asked);
    await new Promise((resolve) => setTimeout(resolve, hop.slow ?? 0));
    asked.status = hop.status;
    asked.answeredAt = Date.now();
    return reply(mark, attempt, leg, hop);
  }
}

function reply(mark: Mark, attempt: Attempt, leg: Leg, { status }: PlannedHop): WebReply {
  const following = leg.hops[mark.hop + 1];
  if (following !== undefined) return redirect(address({ ...mark, hop: mark.hop + 1 }, following), status);
  if (leg.end === 'no-content') return { status, headers: {} };
  if (leg.end === 'download') {
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=x.bin',
    };
    return { status, headers, body: 'x' };
  }
  const next = attempt.legs[mark.leg + 1];
  const shown = page(
    html`<!doctype html><link rel="icon" href="data:,"><title>${textOf(mark)}</title>${next === undefined ? '' : wayOn(next, mark)}`
      .html,
    status,
  );
  const policy = `form-action ${allowedBy(next, mark).join(' ')}`;
  return {
    ...shown,
    headers: { ...shown.headers, 'cache-control': 'no-store', 'content-security-policy': policy },
  };
}

/** A source that no other page has in its policy. */
export function ownSource({ attempt, leg }: Pick<Mark, 'attempt' | 'leg'>): string {
  return `https://page-${attempt}-${leg}.example.gov`;
}

/** Every host of the navigation, or those before the one that is refused. */
function allowedBy(next: Leg | undefined, mark: Mark): readonly string[] {
  const hops = next?.hops.slice(0, next.refused) ?? [];
  const origins = hops.map(({ origin }) =>
    origin.startsWith('https:') ? origin : `${new URL(origin).protocol}`,
  );
  return [...new Set(origins), ownSource(mark)];
}

/** Milliseconds: some pages go on at once, some a moment later. */
const SOON = [0, 0, 50];

function wayOn({ way, method, hops: [first] }: Leg, mark: Mark): Html | string {
  if (first === undefined) return '';
  const at = { ...mark, leg: mark.leg + 1, hop: 0 };
  const to = address(at, first);
  const soon = String(SOON[mark.leg % SOON.length] ?? 0);
  const form = (button: Html | string) =>
    html`<form method="${method}" action="${to}"><input type="hidden" name="w" value="${textOf(at)}">${button}</form>`;
  switch (way) {
    case 'link':
      return html`<a id="go" href="${to}">go</a>`;
    case 'new-tab':
      return html`<a id="go" target="_blank" href="${to}">go</a>`;
    case 'popup':
      return html`<button id="go" onclick="window.open('${to}', '', 'width=500,height=500')">go</button>`;
    case 'form':
      return form(html`<button id="go">go</button>`);
    case 'auto-form':
      return html`${form('')}<script>setTimeout(() => document.forms[0].submit(), ${soon})</script>`;
    case 'script':
      return html`<script>setTimeout(() => { location.href = "${{ html: to }}" }, ${soon})</script>`;
    case 'replace':
      return html`<script>setTimeout(() => location.replace("${{ html: to }}"), ${soon})</script>`;
    case 'script-click':
      return html`<a id="auto" href="${to}">go</a><script>document.querySelector('#auto').click()</script>`;
    case 'meta':
      return html`<meta http-equiv="refresh" content="0; url=${to}">`;
    case 'frame':
      return html`<iframe src="${to}" width="600" height="400"></iframe>`;
    case 'typed':
      return '';
  }
}
