import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface LoopbackProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A CONNECT proxy on loopback for browsers without resolver rules: it tunnels port 443 of the known hosts
 * to the TLS server and answers 502 to everything else, so that nothing leaves the machine.
 */
export async function startProxy(hosts: readonly string[], tlsPort: number): Promise<LoopbackProxy> {
  const open = new Set<Duplex>();
  const track = (stream: Duplex) => {
    open.add(stream);
    stream.on('close', () => open.delete(stream)).on('error', () => stream.destroy());
  };
  const targets = new Set(hosts.map((host) => `${host}:443`));
  const server = createServer((_request, response) => response.writeHead(502).end());
  server.on('connection', (socket: Socket) => track(socket));
  server.on('connect', (request, client, head) => {
    if (!targets.has(request.url ?? '')) {
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    track(upstream);
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const stream of open) stream.destroy();
      }),
  };
}
