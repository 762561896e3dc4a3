import { Agent, buildConnector, fetch } from 'undici';
import type { Playground } from '../../playground/server.ts';

/**
 * A browser without an engine: cookies, redirects, links and forms over HTTP. It enforces no policy, so it
 * follows a chain to its end as Firefox does.
 */
export interface TestBrowser {
  goto(url: string): Promise<Visit>;
  /** Clicks a link or submits the form of a button, by the id of the element. */
  click(visit: Visit, id: string): Promise<Visit>;
  send(method: string, url: string, fields?: Fields): Promise<Visit>;
}

type Fields = readonly (readonly [name: string, value: string])[];

/** Where a navigation ended: after its redirects, and after pages that click by themselves. */
export interface Visit {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly title: string;
  /** Texts of the list of error messages. */
  readonly messages: readonly string[];
  has(id: string): boolean;
  text(id: string): string;
}

const MAXIMUM_HOPS = 20;

export function openTestBrowser(playground: Playground, options: { immediate?: boolean } = {}): TestBrowser {
  const { immediate = true } = options;
  const dispatcher = loopbackAgent(playground);
  const cookies = new Map<string, Map<string, string>>();

  async function hop(method: string, url: string, fields: Fields) {
    const { host } = new URL(url);
    const jar = cookies.get(host) ?? new Map<string, string>();
    cookies.set(host, jar);
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      dispatcher,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      body: method === 'POST' ? encode(fields) : null,
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  }

  async function send(method: string, url: string, fields: Fields = []): Promise<Visit> {
    let [nextMethod, nextUrl, nextFields] = [method, url, fields];
    for (let count = 0; count < MAXIMUM_HOPS; count += 1) {
      const answer = await hop(nextMethod, nextUrl, nextFields);
      const location = answer.headers.get('location');
      if (location === null) {
        const visit = readVisit(nextUrl, answer.status, new Headers([...answer.headers]), answer.html);
        const id = immediate && immediateId(visit);
        return id ? click(visit, id) : visit;
      }
      [nextMethod, nextUrl, nextFields] = ['GET', new URL(location, nextUrl).href, []];
    }
    throw new Error(`More than ${MAXIMUM_HOPS} redirects from ${url}`);
  }

  function click(visit: Visit, id: string): Promise<Visit> {
    const link = new RegExp(`<a [^>]*id="${id}"[^>]*>`).exec(visit.html)?.[0];
    if (link) return send('GET', new URL(attribute(link, 'href'), visit.url).href);
    const form = [...visit.html.matchAll(/<form [\s\S]*?<\/form>/g)].find(([text]) =>
      text.includes(`id="${id}"`),
    );
    if (!form) throw new Error(`No link or form with #${id} at ${visit.url}:\n${visit.html}`);
    return send('POST', new URL(attribute(form[0], 'action'), visit.url).href, formFields(form[0]));
  }

  return { goto: (url) => send('GET', url), click, send };
}

/** Every host is the playground's port, its certificate verified. */
export function loopbackAgent(playground: Playground): Agent {
  const connect = buildConnector({ ca: playground.certificate });
  return new Agent({
    connect: (options, callback) =>
      connect(
        {
          ...options,
          servername: options.hostname,
          hostname: '127.0.0.1',
          port: String(playground.port),
        },
        callback,
      ),
  });
}

/** Names and values of the inputs of a form. */
export function formFields(html: string): Fields {
  return [...html.matchAll(/<input [^>]*>/g)].map(([input]) => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ]);
}

function readVisit(url: string, status: number, headers: Headers, html: string): Visit {
  const list = /<ul id="idp-errors">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? '';
  return {
    url,
    status,
    headers,
    html,
    title: unescapeHtml(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? ''),
    messages: [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, text = '']) => unescapeHtml(text)),
    has: (id) => html.includes(`id="${id}"`),
    text: (id) => unescapeHtml(new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''),
  };
}

function immediateId(visit: Visit): string | undefined {
  const tag = /<(?:a|button) [^>]*data-click-immediate[^>]*>/.exec(visit.html)?.[0];
  return tag && attribute(tag, 'id');
}

function attribute(tag: string, name: string): string {
  return unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function encode(fields: Fields): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}

function unescapeHtml(text: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '');
}
