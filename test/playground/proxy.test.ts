import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;
let port: number;

beforeAll(async () => {
  playground = await startPlayground();
  ({ port } = await playground.startProxy());
});
afterAll(() => playground.close());

function tunnel(target: string) {
  return new Promise<{ status: number | undefined; socket: Duplex }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, method: 'CONNECT', path: target })
      .on('connect', (response, socket) => resolve({ status: response.statusCode, socket }))
      .on('error', reject)
      .end();
  });
}

describe('the CONNECT proxy', () => {
  it('tunnels a known host to the TLS server', async () => {
    const { status, socket } = await tunnel('oidc-sp.example.gov:443');
    expect(status).toBe(200);
    const tls = connect({ socket, servername: 'oidc-sp.example.gov', ca: playground.certificate });
    tls.end('GET / HTTP/1.1\r\nHost: oidc-sp.example.gov\r\nConnection: close\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of tls) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['www.example.com:443', 'oidc-sp.example.gov:80', '127.0.0.1:22'])('refuses %s', async (target) => {
    expect((await tunnel(target)).status).toBe(502);
  });
});

describe('the resolver rules', () => {
  it('lead every host to the port', () => {
    expect(playground.resolverRules.split(', ')).toEqual(
      playground.hosts.map((host) => `MAP ${host} 127.0.0.1:${playground.port}`),
    );
  });
});
