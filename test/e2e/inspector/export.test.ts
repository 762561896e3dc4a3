import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearRecording,
  inspectRecording,
  poll,
  recordedFlows,
} from '../../../scripts/browsers/recording.ts';
import { inspect } from '../../../src/core/index.ts';
import type { Capture, Inspection } from '../../../src/core/model/index.ts';
import { readCaptureText } from '../../../src/formats/capture/capture-file.ts';
import { exportHar } from '../../../src/formats/har/export-har.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;
let downloads: string;

const GAP = 'oidc-gap-after-callback';
const FACTS = { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted: false };

beforeAll(async () => {
  panel = await openPanelInChromium();
  downloads = await mkdtemp(join(tmpdir(), 'login-gov-inspector-export-'));
  const session = await panel.chromium.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: downloads,
    eventsEnabled: true,
  });
});

afterAll(async () => {
  await panel?.close();
  await rm(downloads, { recursive: true, force: true });
});

/** What was concluded, by rule and place. */
function conclusions({ flows }: Pick<Inspection, 'flows'>) {
  return flows.map(({ outcome, findings, navigations }) => ({
    outcome: outcome.kind,
    findings: findings.map(
      ({ rule, evidence }) => `${rule} ${evidence.map(({ at }) => `${at.part} ${at.name}`).join()}`,
    ),
    hops: navigations.flatMap(({ hops }) =>
      hops.map(({ url, method }) => `${method} ${new URL(url).origin}`),
    ),
  }));
}

async function settled(): Promise<Capture> {
  await poll(
    () => inspectRecording(panel.frame),
    ([flow]) =>
      flow?.outcome.kind === 'refused-by-browser' &&
      flow.navigations[0]?.hops[0]?.url.includes('/sign-in/') === true,
  );
  return { version: 1, flows: await recordedFlows(panel.frame) };
}

/** Values that were on their way in this recording. */
function secretsOf(capture: Capture): string[] {
  const urls = capture.flows.flatMap(({ navigations }) =>
    navigations.flatMap(({ hops }) => hops.map(({ url }) => url)),
  );
  return urls.flatMap((url) =>
    ['code', 'state', 'nonce', 'ticket'].flatMap((name) => new URL(url).searchParams.get(name) ?? []),
  );
}

const textOf = (testId: string) =>
  panel.frame.$eval(`[data-testid=${testId}]`, (element) => element.textContent ?? '');

async function closeDialog(): Promise<void> {
  await panel.devtools.keyboard.press('Escape');
  await panel.frame.waitForSelector('[data-testid=export-dialog]', { hidden: true });
}

const shownText = () =>
  panel.frame.$eval('[data-testid=export-text]', (area) => (area as HTMLTextAreaElement).value);

async function saved(name: RegExp): Promise<string> {
  const [file] = await poll(
    async () => (await readdir(downloads)).filter((one) => name.test(one)),
    (found) => found.length > 0,
  );
  if (file === undefined) throw new Error(`No file ${name} was saved.`);
  return readFile(join(downloads, file), 'utf8');
}

/** Runs in DevTools' own page: Esc opens and closes the drawer where nobody else takes the key. */
const DRAWER_IS_OPEN = `import('./ui/legacy/legacy.js').then(({ InspectorView }) =>
  InspectorView.InspectorView.instance().drawerVisible())`;

describe('a sign-in leaves the inspector', () => {
  it('by keyboard, without its secrets, as a file that gives the same findings', async () => {
    const { frame } = panel;
    await clearRecording(frame);
    await panel.drive(GAP);
    const recorded = await settled();
    const keyboard = keyboardOf(panel.devtools, frame);
    await frame.focus('[data-testid=filter]');
    await keyboard.tabTo('[data-testid=export]');
    await keyboard.press('Enter');
    await frame.waitForFunction(() =>
      / replaced in /.test(document.querySelector('[data-testid=export-state]')?.textContent ?? ''),
    );
    const shown = await shownText();
    expect(shown).toContain('"redacted": true');
    expect(secretsOf(recorded).length).toBeGreaterThan(4);
    for (const secret of secretsOf(recorded)) expect(shown).not.toContain(secret);
    expect(await textOf('export-replaced')).toContain('nonce');
    expect(await axeViolations(frame)).toEqual([]);
    await keyboard.tabTo('[data-testid=export-save]');
    await keyboard.press('Enter');
    const { capture, redacted } = readCaptureText(await saved(/^login-gov-[\d-]+\.capture\.json$/));
    expect(redacted).toBe(true);
    expect(conclusions(await inspect(capture))).toEqual(conclusions(await inspect(recorded)));
    await keyboard.press('Escape');
    await frame.waitForFunction(() => document.activeElement?.matches('[data-testid=export]'));
    expect(await panel.devtools.evaluate(DRAWER_IS_OPEN)).toBe(false);
  });

  it('with its secrets by a choice of its own, which the file tells', async () => {
    const { frame } = panel;
    const recorded: Capture = { version: 1, flows: await recordedFlows(frame) };
    await frame.click('[data-testid=export]');
    await frame.waitForSelector('[data-testid=export-save]:enabled');
    await frame.click('[data-testid=export-redact]');
    await frame.waitForFunction(() =>
      /Nothing is replaced/.test(document.querySelector('[data-testid=export-state]')?.textContent ?? ''),
    );
    expect(await frame.$('[data-testid=export-save]:disabled')).not.toBeNull();
    expect(await axeViolations(frame)).toEqual([]);
    await frame.click('[data-testid=export-meant]');
    await frame.click('[data-testid=export-har]');
    await frame.waitForSelector('[data-testid=export-save]:enabled');
    await frame.click('[data-testid=export-save]');
    const text = await saved(/NOT-REDACTED\.har$/);
    expect(JSON.parse(text).log.comment).toMatch(/^Not redacted/);
    expect(importHar(text).capture.flows).toEqual(recorded.flows);
    await closeDialog();
  });

  it.each(['markdown', 'html', 'mermaid'] as const)('as %s', async (format) => {
    const { frame } = panel;
    await frame.click('[data-testid=export]');
    await frame.waitForSelector(`[data-testid=export-${format}]`);
    await frame.click(`[data-testid=export-${format}]`);
    await frame.waitForSelector('[data-testid=export-save]:enabled');
    await frame.waitForFunction(() => {
      const area = document.querySelector('[data-testid=export-text]');
      return area instanceof HTMLTextAreaElement && !area.value.startsWith('{');
    });
    const shown = await shownText();
    expect(shown).toContain('app.other.gov');
    for (const secret of secretsOf({ version: 1, flows: await recordedFlows(frame) }))
      expect(shown).not.toContain(secret);
    await closeDialog();
  });
});

/** These run in DevTools' own page, with its own modules. */
const PRESERVE_LOG = `import('./core/common/common.js').then((Common) =>
  Common.Settings.Settings.instance().moduleSetting('network-log.preserve-log').set(true))`;
const OWN_HAR = `(async () => {
  const [Logs, HAR] = await Promise.all([import('./models/logs/logs.js'), import('./models/har/har.js')]);
  const requests = Logs.NetworkLog.NetworkLog.instance().requests();
  return JSON.stringify({ log: await HAR.Log.Log.build(requests, { sanitize: true }) });
})()`;
const importInDevTools = (text: string) => `(async () => {
  const [Logs, Network] = await Promise.all([import('./models/logs/logs.js'), import('./panels/network/network.js')]);
  const { networkLogView } = Network.NetworkPanel.NetworkPanel.instance();
  await networkLogView.onLoadFromFile(new File([${JSON.stringify(text)}], 'exported.har'));
  return JSON.stringify(Logs.NetworkLog.NetworkLog.instance().requests().map((request) => [
    request.requestMethod, request.url(), request.statusCode, request.localizedFailDescription ?? '',
  ]));
})()`;

describe('HAR of Chromium’s own DevTools', () => {
  it('gives the same findings as the recording of the same run, the refused hop among them', async () => {
    await panel.devtools.evaluate(PRESERVE_LOG);
    await clearRecording(panel.frame);
    await panel.drive(GAP);
    const recorded = await settled();
    const text = await poll(
      async () => String(await panel.devtools.evaluate(OWN_HAR)),
      (har) => har.includes('"redirectURL":"https://app.other.gov/home'),
    );
    const live = conclusions(await inspect(recorded));
    const fromHar = conclusions(await inspect(importHar(text).capture)).filter(
      ({ outcome }) => outcome === 'refused-by-browser',
    );
    expect(fromHar.at(-1)?.findings).toEqual(live[0]?.findings);
    expect(fromHar.at(-1)?.hops.at(-1)).toBe('GET https://app.other.gov');
    expect(live[0]?.hops.at(-1)).toMatch(/ https:\/\/app\.other\.gov$/);
  });

  it('is what an exported file is, too: DevTools opens it', async () => {
    const flows = await recordedFlows(panel.frame);
    const { capture } = await redactCapture({ version: 1, flows });
    const hops = capture.flows.flatMap(({ navigations }) => navigations.flatMap((one) => one.hops));
    const text = exportHar(capture, { ...FACTS, redacted: true });
    const answer: unknown = JSON.parse(String(await panel.devtools.evaluate(importInDevTools(text))));
    expect(answer).toEqual(
      hops.map(({ method, url, response }) => [
        method ?? 'GET',
        url,
        response?.status ?? 0,
        expect.any(String),
      ]),
    );
  });
});
