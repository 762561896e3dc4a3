import type { CustomFetch } from 'openid-client';
import { Agent, buildConnector, fetch } from 'undici';

/** Tells the requests of the service providers' servers from those of browsers in the log. */
export const BACK_CHANNEL_AGENT = 'playground-service-provider';

/** `fetch` for server-to-server requests: every host is the loopback server, with its certificate verified. */
export function backChannel(certificate: string, port: () => number): CustomFetch {
  const connect = buildConnector({ ca: certificate });
  const dispatcher = new Agent({
    connect: (options, callback) =>
      connect(
        { ...options, servername: options.hostname, hostname: '127.0.0.1', port: String(port()) },
        callback,
      ),
  });
  return async (url, { method, headers, body }) => {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, 'user-agent': BACK_CHANNEL_AGENT },
      body: body === undefined || body === null ? null : String(body),
      dispatcher,
    });
    return new Response(await answer.text(), {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
    });
  };
}
