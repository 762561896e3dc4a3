import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { generate } from 'selfsigned';
import type { OpenCase } from './random-cases.ts';

/** A loopback server that plays every host of the cases: the documents with their forms, and each hop after. */
export interface CaseServer {
  /** Answers plain HTTP and TLS alike, since `http://sp.example.gov:443` is a case too. */
  readonly port: number;
  /** Called for each hop that the browser asks for. */
  onHop: (id: number, hop: number) => void;
  close(): Promise<void>;
}

export async function startCaseServer(cases: ReadonlyMap<number, OpenCase>): Promise<CaseServer> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'sp.example.gov' }], {
    algorithm: 'sha256',
  });
  const answer: RequestListener = (request, response) => {
    request.resume();
    // A proxy is asked for `http://sp.example.gov/page/1`.
    const page = /^(?:http:\/\/[^/]+)?\/page\/(\d+)/.exec(request.url ?? '')?.[1];
    if (page !== undefined) return answerDocument(cases.get(Number(page)), response);
    const [, id, hop] = /\bm=c(\d+)k(\d+)/.exec(request.url ?? '') ?? [];
    if (id === undefined || hop === undefined) return void response.writeHead(404).end();
    server.onHop(Number(id), Number(hop));
    answerHop(cases.get(Number(id)), Number(hop), response);
  };
  const plain = await listen(createServer(answer));
  const secure = await listen(createTlsServer({ key, cert }, answer));
  const front = await listen(createTcpServer((socket) => forward(socket, plain.port, secure.port)));
  const server: CaseServer = {
    port: front.port,
    onHop: () => {},
    close: async () => {
      for (const { close } of [front, plain, secure]) await close();
    },
  };
  return server;
}

/** Hands a connection on to the server that speaks what its first byte says. */
function forward(socket: Socket, plain: number, secure: number): void {
  socket.once('data', (bytes) => {
    if (bytes.toString('latin1').startsWith('CONNECT ')) {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      return forward(socket, plain, secure);
    }
    const inner = connect(bytes[0] === TLS_HANDSHAKE ? secure : plain, '127.0.0.1');
    inner.write(bytes);
    socket.pipe(inner).pipe(socket);
    inner.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => inner.destroy());
  });
  socket.on('error', () => socket.destroy());
}

/** First byte of a TLS connection: RFC 8446, section 5.1. */
const TLS_HANDSHAKE = 0x16;

function answerDocument(testCase: OpenCase | undefined, response: ServerResponse): void {
  if (testCase === undefined) return void response.writeHead(404).end();
  const { headers, meta, method, action } = testCase;
  response.writeHead(200, [['content-type', 'text/html; charset=utf-8'], ...headers].flat());
  const metas = meta.map(
    (content) => `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(content)}">`,
  );
  // A GET form replaces the query of its action by its fields.
  const mark = /\bm=(\w+)/.exec(action)?.[1];
  const field = method === 'get' && mark !== undefined ? `<input name="m" value="${mark}">` : '';
  response.end(
    `<!doctype html><head>${metas.join('')}</head><form method="${method}" action="${escapeHtml(action)}">${field}</form>`,
  );
}

function answerHop(testCase: OpenCase | undefined, hop: number, response: ServerResponse): void {
  const next = testCase?.redirects[hop];
  if (next === undefined) response.writeHead(200, { 'content-type': 'text/plain' }).end('end of the chain');
  // Each character of a header field value is written as one byte.
  else response.writeHead(next.status, { location: Buffer.from(next.url).toString('latin1') }).end();
}

function escapeHtml(text: string): string {
  return text.replace(/[&"<\r\n\f]/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function listen(server: Server): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
