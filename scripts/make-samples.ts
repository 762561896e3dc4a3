import { readFileSync, writeFileSync } from 'node:fs';
import type { Capture } from '../src/core/model/index.ts';
import { importHar } from '../src/formats/har/import-har.ts';

/**
 * `npm run samples`: makes the sample capture of the inspector from HAR files that were saved in the playground with
 * real browsers. To be run again when files come or the reading of HAR files changes.
 */

const FOLDER = 'test/fixtures/har';
const TARGET = 'src/extension/inspector/captures/sample-capture.json';

/** What a newcomer should see: what works, what a browser refuses or follows, what Login.gov refuses or ignores. */
const FILES = [
  'chromium-oidc-good',
  'chromium-saml-unsigned-post',
  'chromium-oidc-unregistered-client',
  'firefox-oidc-gap',
  'chromium-oidc-gap',
];

/** Milliseconds between the sign-ins, which were recorded on different days: the last is the newest. */
const PAUSE = 90_000;
const START = Date.UTC(2026, 10, 16, 15, 30);

const flows = FILES.flatMap((file, index) => {
  const { capture } = importHar(readFileSync(`${FOLDER}/${file}.har`, 'utf8'));
  return capture.flows.map((flow) => {
    const times = flow.navigations.flatMap(({ hops }) => hops.flatMap(({ time }) => time ?? []));
    const shift = START + index * PAUSE - Math.min(...times);
    return {
      ...flow,
      id: `${file}-${flow.id}`,
      navigations: flow.navigations.map((navigation) => ({
        ...navigation,
        hops: navigation.hops.map((hop) => ({
          ...hop,
          ...(hop.time !== undefined && { time: hop.time + shift }),
        })),
      })),
    };
  });
});
const capture: Capture = { version: 1, flows };
writeFileSync(TARGET, `${JSON.stringify(capture, null, 2)}\n`);
process.stdout.write(`${TARGET}: ${flows.length} flows\n`);
