import { startPlayground } from './server.ts';

/** Starts the playground alone: `npx tsx playground/main.ts`. Ctrl+C ends it. */
const playground = await startPlayground();
const proxy = await playground.startProxy();
console.log(`Playground on 127.0.0.1:${playground.port}; CONNECT proxy on 127.0.0.1:${proxy.port}
Open ${playground.indexUrl} in a browser started like this:
  chromium --user-data-dir="$(mktemp -d)" --ignore-certificate-errors \\
    --host-resolver-rules='${playground.resolverRules}'`);
process.once('SIGINT', () => {
  void playground.close().then(() => process.exit(0));
});
