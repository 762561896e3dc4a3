import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { DEV_IDP, HOSTS, INDEX, OIDC_SP, OTHER_APP, SAML_SP, SANDBOX_IDP, SECOND_APP } from './hosts.ts';
import { indexHost } from './index-page.ts';
import { makeKeyPair } from './keys.ts';
import { createEnvironment } from './login-gov/environment.ts';
import { loginGov } from './login-gov/login-gov.ts';
import type { Registration } from './login-gov/registrations.ts';
import { registrations } from './login-gov/registrations.ts';
import type { LoopbackProxy } from './proxy.ts';
import { startProxy } from './proxy.ts';
import { BACK_CHANNEL_AGENT, backChannel } from './service-providers/back-channel.ts';
import { oidcServiceProvider } from './service-providers/oidc.ts';
import { otherApp, Tickets } from './service-providers/other-apps.ts';
import { samlServiceProvider } from './service-providers/saml.ts';
import type { Handler, WebReply } from './web/exchange.ts';
import { readRequest, text } from './web/exchange.ts';

/** A miniature Login.gov with sample service providers, on one TLS port of loopback. */
export interface Playground {
  readonly port: number;
  readonly hosts: readonly string[];
  readonly indexUrl: string;
  /** Value of Chromium's `--host-resolver-rules`; with it every host answers on the default port. */
  readonly resolverRules: string;
  /** PEM certificate of the TLS server, for clients that verify it. */
  readonly certificate: string;
  /** What is registered at the identity providers, under the portal's field names. */
  readonly registrations: readonly Registration[];
  /** Every request that reached the server, in the order of their answers. */
  readonly log: readonly ServedRequest[];
  clearLog(): void;
  /** Calls the hook with method and URL of every request from a browser and answers only when it is done. */
  beforeAnswer(hook: AnswerHook | undefined): void;
  /** Answers `METHOD https://host/path` in place of what the playground has there; `undefined` gives it back. */
  route(address: string, handler: Handler | undefined): void;
  clearRoutes(): void;
  /** A CONNECT proxy for browsers without resolver rules; closed together with the playground. */
  startProxy(): Promise<LoopbackProxy>;
  close(): Promise<void>;
}

export type AnswerHook = (method: string, url: string) => Promise<void>;

export interface ServedRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly location?: string;
  /** Milliseconds since 1970 at the answer. */
  readonly time: number;
  /** A service provider's server asks for tokens and keys; everything else is the browser. */
  readonly from: 'browser' | 'service-provider';
  /** `Sec-Fetch-Dest`: what the browser wants it for, `document`, `iframe`, `style`, … */
  readonly destination?: string;
}

export interface PlaygroundOptions {
  /** TLS port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
}

export async function startPlayground({ port = 0 }: PlaygroundOptions = {}): Promise<Playground> {
  const log: ServedRequest[] = [];
  const proxies: LoopbackProxy[] = [];
  const [tls, sandbox, dev, oidcSp, samlSp] = await Promise.all([
    makeKeyPair('Sign-in playground', HOSTS),
    makeKeyPair('int.identitysandbox.gov'),
    makeKeyPair('dev.identitysandbox.gov'),
    makeKeyPair(OIDC_SP),
    makeKeyPair(SAML_SP),
  ]);
  const registered = registrations({ oidc: oidcSp.certificate, saml: samlSp.certificate });
  const tickets = new Tickets();
  const server = createServer({ key: tls.privateKey, cert: tls.certificate });
  const boundPort = () => (server.address() as AddressInfo).port;

  const virtualHosts: Readonly<Record<string, Handler>> = {
    [INDEX]: indexHost(),
    [SANDBOX_IDP]: loginGov(createEnvironment(SANDBOX_IDP, 'server_side', sandbox, registered)),
    [DEV_IDP]: loginGov(createEnvironment(DEV_IDP, 'client_side_js', dev, registered)),
    [OIDC_SP]: oidcServiceProvider(oidcSp, backChannel(tls.certificate, boundPort), tickets),
    [SAML_SP]: samlServiceProvider(samlSp, sandbox.certificate, tickets),
    [OTHER_APP]: otherApp(OTHER_APP, tickets),
    [SECOND_APP]: otherApp(SECOND_APP, tickets),
  };
  const routes = new Map<string, Handler>();
  let hook: AnswerHook | undefined;
  server.on('request', async (request, response) => {
    if (isFromBrowser(request))
      await hook?.(request.method ?? 'GET', `https://${request.headers.host}${request.url}`);
    serve(virtualHosts, routes, request, response).then(
      (served) => log.push(served),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    port: boundPort(),
    hosts: HOSTS,
    indexUrl: `https://${INDEX}/`,
    resolverRules: HOSTS.map((host) => `MAP ${host} 127.0.0.1:${boundPort()}`).join(', '),
    certificate: tls.certificate,
    registrations: registered,
    log,
    clearLog: () => {
      log.length = 0;
    },
    beforeAnswer: (wanted) => {
      hook = wanted;
    },
    route: (address, handler) => {
      if (handler === undefined) routes.delete(address);
      else routes.set(address, handler);
    },
    clearRoutes: () => routes.clear(),
    startProxy: async () => {
      const proxy = await startProxy(HOSTS, boundPort());
      proxies.push(proxy);
      return proxy;
    },
    close: async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isFromBrowser({ headers }: IncomingMessage): boolean {
  return headers['user-agent'] !== BACK_CHANNEL_AGENT;
}

/** Routes by Host header and answers. A handler that throws is answered with 500 and the message. */
async function serve(
  virtualHosts: Readonly<Record<string, Handler>>,
  routes: ReadonlyMap<string, Handler>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<ServedRequest> {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  const path = (incoming.url ?? '/').split('?')[0];
  const handler = routes.get(`${incoming.method} https://${host}${path}`) ?? virtualHosts[host];
  const reply = await answer(handler, incoming, host);
  const destination = incoming.headers['sec-fetch-dest'];
  const { location } = reply.headers;
  const served: ServedRequest = {
    method: incoming.method ?? 'GET',
    url: `https://${host}${incoming.url ?? '/'}`,
    status: reply.status,
    ...(location === undefined ? {} : { location }),
    time: Date.now(),
    from: isFromBrowser(incoming) ? 'browser' : 'service-provider',
    ...(typeof destination === 'string' && { destination }),
  };
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.cookies ? { 'set-cookie': [...reply.cookies] } : {}),
  });
  response.end(incoming.method === 'HEAD' ? undefined : reply.body);
  return served;
}

async function answer(
  handler: Handler | undefined,
  incoming: IncomingMessage,
  host: string,
): Promise<WebReply> {
  if (!handler) return text(`No host named ${host} here`, 421);
  try {
    return await handler(await readRequest(incoming, host));
  } catch (error) {
    return text(`The playground failed: ${error instanceof Error ? error.message : String(error)}`, 500);
  }
}
