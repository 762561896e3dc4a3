import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';

const TEMPLATE = new URL('../../test/fixtures/har/chromium-oidc-gap.har', import.meta.url);

/** A sign-in of the playground behind answers of another site of 1 MB. */
export async function writeLargeHar(path: string, megabytes: number): Promise<void> {
  const { log } = JSON.parse(readFileSync(TEMPLATE, 'utf8'));
  const [first] = log.entries;
  const script = {
    ...first,
    request: { ...first.request, url: 'https://app.example.gov/app.js' },
    _resourceType: 'script',
  };
  script.response = {
    ...script.response,
    content: { mimeType: 'text/javascript', text: 'let a = "\\u00e9";\n'.repeat(55_000) },
  };
  const large = JSON.stringify(script);
  const signIn: string = log.entries.map((entry: unknown) => JSON.stringify(entry)).join(',');
  const out = createWriteStream(path);
  out.write(`{"log":{"version":"1.2","creator":${JSON.stringify(log.creator)},"entries":[${large}`);
  for (let size = 0; size < megabytes * 1e6; size += large.length) {
    if (!out.write(`,${large}`)) await once(out, 'drain');
  }
  out.end(`,${signIn}]}}`);
  await once(out, 'finish');
}
