import type { IncomingMessage } from 'node:http';

/** A request as the virtual hosts see it: parsed once, at the edge. */
export interface WebRequest {
  readonly method: string;
  readonly url: URL;
  /** Query string as sent, without `?`. */
  readonly rawQuery: string;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  /** Fields of an urlencoded body; empty for every other request. */
  readonly form: URLSearchParams;
}

export interface WebReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
  readonly body?: string;
}

export type Handler = (request: WebRequest) => WebReply | Promise<WebReply>;

/** Exact path, with the method in front: `GET /certs`. */
export type Routes = Readonly<Record<string, Handler>>;

const MAXIMUM_BODY_BYTES = 1_000_000;

/** Reads the whole request. Throws when the body is larger than a megabyte. */
export async function readRequest(incoming: IncomingMessage, host: string): Promise<WebRequest> {
  const url = new URL(incoming.url ?? '/', `https://${host}`);
  return {
    method: incoming.method ?? 'GET',
    url,
    rawQuery: url.search.slice(1),
    headers: incoming.headers,
    cookies: parseCookies(incoming.headers.cookie ?? ''),
    form: await readForm(incoming),
  };
}

/** `undefined` when no route fits. A HEAD request is answered like GET. */
export function findRoute(routes: Routes, method: string, path: string): Handler | undefined {
  return routes[`${method === 'HEAD' ? 'GET' : method} ${path}`];
}

export function redirect(location: string | URL, status = 302): WebReply {
  return { status, headers: { location: String(location) } };
}

export function page(body: string, status = 200): WebReply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function text(body: string, status = 200): WebReply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function asset(body: string, contentType: string): WebReply {
  return { status: 200, headers: { 'content-type': contentType }, body };
}

export function json(value: unknown, status = 200): WebReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Adds headers to a reply; those it has already stay. */
export function withHeaders(reply: WebReply, headers: Readonly<Record<string, string>>): WebReply {
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

export function withCookie(reply: WebReply, cookie: string): WebReply {
  return { ...reply, cookies: [...(reply.cookies ?? []), cookie] };
}

function parseCookies(header: string): ReadonlyMap<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')]));
}

async function readForm(incoming: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BODY_BYTES)
      throw new Error(`Request body is larger than ${MAXIMUM_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  const urlencoded = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(urlencoded ? Buffer.concat(chunks).toString('utf8') : '');
}
