import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that does not speak TLS. */
export interface PlainServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startPlainServer(): Promise<PlainServer> {
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
