import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { driveScenario } from '../../playground/drive.ts';
import { differences } from '../../playground/expectation.ts';
import { SCENARIOS, type Scenario } from '../../playground/scenarios.ts';
import { type Playground, startPlayground } from '../../playground/server.ts';
import {
  type Chromium,
  launchChromium,
  openOnlyTab,
  openPanel,
  type Panel,
  stopServiceWorker,
} from '../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../scripts/browsers/find-browser.ts';
import { clearRecording, inspectRecording, poll, recordedFlows } from '../../scripts/browsers/recording.ts';
import { inspect } from '../../src/core/inspect.ts';
import { environmentOf } from '../../src/core/login-gov/environments.ts';
import type { FlowInspection } from '../../src/core/model/index.ts';
import { redactCapture } from '../../src/formats/redaction/index.ts';
import { leaks } from '../formats/redaction/leaks.ts';

/** Real Chromium, the built extension with its install-time permissions, the panel in real DevTools. */

let playground: Playground;
let chromium: Chromium;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  playground = await startPlayground();
  chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
    devtools: true,
  });
  page = await openOnlyTab(chromium);
  await page.goto(playground.indexUrl);
  panel = await openPanel(chromium);
});

afterAll(async () => {
  await chromium?.close();
  await playground?.close();
});

beforeEach(async () => {
  await clearRecording(panel.frame);
  playground.clearLog();
});

const scenario = (id: string): Scenario => {
  const found = SCENARIOS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}.`);
  return found;
};

/** The flows once they are as the scenario promises, or as they were when patience ran out. */
const settledFlows = (wanted: Scenario) =>
  poll(
    () => inspectRecording(panel.frame),
    (flows) => differences(wanted, 'chromium', flows).length === 0,
  );

/** What the playground gave out in this sign-in, and the name of its user. */
function secretsIn(flows: readonly FlowInspection[]): string[] {
  const urls = flows.flatMap(({ navigations }) =>
    navigations.flatMap(({ hops }) => hops.map(({ url }) => url)),
  );
  const values = urls.flatMap((url) =>
    ['code', 'state', 'nonce', 'ticket', 'RelayState'].flatMap(
      (name) => new URL(url).searchParams.get(name) ?? [],
    ),
  );
  return ['user@example.gov', ...new Set(values.filter((value) => value.length >= 20))];
}

describe('every scenario of the playground, recorded and judged, redacted or not', () => {
  it.each(SCENARIOS.map((each) => [each.id, each] as const))('%s', async (_, wanted) => {
    await driveScenario(page, wanted);
    const flows = await settledFlows(wanted);
    expect(differences(wanted, 'chromium', flows)).toEqual([]);
    const { capture } = await redactCapture({ version: 1, flows: await recordedFlows(panel.frame) });
    expect(differences(wanted, 'chromium', (await inspect(capture)).flows)).toEqual([]);
    for (const secret of secretsIn(flows)) expect(leaks(JSON.stringify(capture), secret)).toBe(false);
  });
});

describe('the redirect that Chromium refuses', () => {
  it('is named in the panel together with the policy, the URI to register and what Firefox does', async () => {
    await driveScenario(page, scenario('oidc-gap-after-callback'));
    await panel.frame.waitForSelector('[data-testid=refused-card]');
    const card = await panel.frame.$eval(
      '[data-testid=refused-card]',
      (element) => element.textContent ?? '',
    );
    expect(card).toContain('https://app.other.gov/home');
    expect(card).toContain("form-action 'self' https://oidc-sp.example.gov");
    expect(card).toContain('Firefox would follow it');
    const inView = await panel.frame.$eval('[data-testid=refused-card]', (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    expect(inView).toBe(true);
  });

  it('was never asked of the server, and every hop before it was', async () => {
    await driveScenario(page, scenario('oidc-gap-two-hops-later'));
    const [flow] = await poll(
      () => inspectRecording(panel.frame),
      ([first]) =>
        first?.outcome.kind === 'refused-by-browser' && first.navigations.at(-1)?.hops.length === 5,
    );
    const hops = flow?.navigations.at(-1)?.hops ?? [];
    expect(hops.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
      'POST https://idp.int.identitysandbox.gov/sign_up/completed',
      'GET https://idp.int.identitysandbox.gov/openid_connect/authorize',
      'GET https://oidc-sp.example.gov/auth/result',
      'GET https://oidc-sp.example.gov/session',
      'GET https://app.other.gov/home',
    ]);
    const served = playground.log.map(({ url }) => url.split('?')[0]);
    expect(served).toContain('https://oidc-sp.example.gov/auth/result');
    expect(served).not.toContain('https://app.other.gov/home');
  });
});

describe('the service worker', () => {
  it('may be stopped before every hop of a sign-in, and the flow is the same', async () => {
    const wanted = scenario('oidc-gap-after-callback');
    const undisturbed = await driveAndRead(wanted);
    await clearRecording(panel.frame);
    let stops = 0;
    playground.beforeAnswer(async (method, url) => {
      if (environmentOf(url) === undefined || url.includes('/assets/')) return;
      await poll(() => inspectRecording(panel.frame), waitsFor(method, url));
      await stopServiceWorker(chromium);
      stops++;
    });
    try {
      const disturbed = await driveAndRead(wanted);
      expect(disturbed).toEqual(undisturbed);
      expect(stops).toBeGreaterThanOrEqual(7);
    } finally {
      playground.beforeAnswer(undefined);
    }
  });

  it('does not throw for whatever a page sends to the endpoints', async () => {
    const hostile = [
      '/api/saml/auth2026?SAMLRequest=%00%ff%fe&RelayState=%',
      `/api/saml/auth2026?SAMLRequest=${'A'.repeat(50_000)}`,
      '/openid_connect/authorize?acr_values[]=x&client_id=%ff&state=%00&&&==&__proto__=1',
      '/openid_connect/authorize?redirect_uri=javascript:alert(1)&client_id=<img src=x onerror=alert(1)>',
    ];
    for (const path of hostile) {
      await page.goto(`https://idp.int.identitysandbox.gov${path}`).catch(() => undefined);
    }
    const flows = await poll(
      () => inspectRecording(panel.frame),
      (found) => found.length === hostile.length,
    );
    expect(flows).toHaveLength(hostile.length);
    expect(flows.flatMap(({ skipped }) => skipped.filter(({ reason }) => reason === 'crashed'))).toEqual([]);
    await panel.frame.waitForFunction(
      (count) => document.querySelectorAll('[data-testid=flow-row]').length === count,
      {},
      hostile.length,
    );
  });
});

describe('the panel', () => {
  it('has no accessibility violation in any view', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await driveScenario(page, scenario('saml-unsigned-post'));
    await panel.frame.waitForSelector('[data-testid=finding]');
    await panel.frame.evaluate(axe);
    for (const view of ['overview', 'redirects', 'request']) {
      await panel.frame.click(`[data-testid=tab-${view}]`);
      const violations = await panel.frame.evaluate(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
      );
      expect({ view, violations }).toEqual({ view, violations: [] });
    }
    await panel.frame.click('[data-testid=tab-overview]');
  });

  it('shows the refused hop in the list of redirects and the decoded request', async () => {
    await driveScenario(page, scenario('oidc-gap-after-callback'));
    await panel.frame.waitForSelector('[data-testid=refused-card]');
    await panel.frame.click('[data-testid=tab-redirects]');
    await panel.frame.waitForSelector('[data-testid=hop][data-refused]');
    const hops = await panel.frame.$$eval('[data-testid=hop]', (all) =>
      all.map((hop) => ({ text: hop.textContent ?? '', refused: hop.hasAttribute('data-refused') })),
    );
    expect(hops.filter(({ refused }) => refused)).toHaveLength(1);
    expect(hops.find(({ refused }) => refused)?.text).toContain('app.other.gov');
    await panel.frame.click('[data-testid=tab-request]');
    await panel.frame.waitForSelector('[data-testid=parameter][data-name=acr_values]');
    const shown = await panel.frame.$eval('[data-name=acr_values]', (row) => row.textContent ?? '');
    expect(shown).toContain('urn:acr.login.gov:auth-only');
    await panel.frame.click('[data-testid=tab-overview]');
  });
});

describe('the toolbar', () => {
  it.each(['oidc-gap-after-callback', 'saml-gap-after-acs'])(
    'shows the number of errors on the button of the tab: %s',
    async (id) => {
      await driveScenario(page, scenario(id));
      const text = await poll(
        () =>
          panel.frame
            .evaluate(`chrome.devtools.inspectedWindow.tabId`)
            .then((tab) => panel.frame.evaluate(`chrome.action.getBadgeText({ tabId: ${String(tab)} })`)),
        (badge) => badge === '1',
      );
      expect(text).toBe('1');
    },
  );

  it('opens the inspector in a tab of its own with the same flows', async () => {
    await driveScenario(page, scenario('oidc-misspelt-acr'));
    const tab = await chromium.browser.newPage();
    try {
      await tab.goto(`${chromium.extensionOrigin}inspector.html`);
      await tab.waitForSelector('[data-testid=finding][data-rule=oidc-acr-values-unknown-value]');
      const finding = await tab.$eval(
        '[data-rule=oidc-acr-values-unknown-value]',
        (element) => element.textContent,
      );
      expect(finding).toContain('urn:acr.login.gov:auth-only');
    } finally {
      await tab.close();
    }
  });

  it('records nothing while paused', async () => {
    await panel.frame.click('[data-testid=record]');
    try {
      await driveScenario(page, scenario('oidc-cancelled'));
      expect(await inspectRecording(panel.frame)).toEqual([]);
    } finally {
      await panel.frame.click('[data-testid=record]');
    }
    await driveScenario(page, scenario('oidc-cancelled'));
    const flows = await settledFlows(scenario('oidc-cancelled'));
    expect(flows).toHaveLength(1);
  });
});

/** The request has been recorded and its answer has not. */
function waitsFor(method: string, url: string): (flows: readonly FlowInspection[]) => boolean {
  return (flows) => {
    const hop = flows.at(-1)?.navigations.at(-1)?.hops.at(-1);
    return hop?.url === url && hop.method === method && hop.response === undefined;
  };
}

/**
 * Runs a scenario and reads what was recorded, without what differs from run to run: identifiers, times, and
 * whether DevTools had the service provider's answer in time.
 */
async function driveAndRead(wanted: Scenario): Promise<unknown> {
  await driveScenario(page, wanted);
  const flows = await settledFlows(wanted);
  return flows.map(({ navigations, outcome, findings }) => ({
    outcome: outcome.kind,
    rules: findings.map(({ rule }) => rule),
    navigations: navigations.map(({ cause, committed, hops }) => ({
      cause: cause.kind,
      committed,
      hops: hops.map(({ method, url, response, error }) => ({
        method,
        url: url.split('?')[0],
        ...(environmentOf(url) !== undefined && { status: response?.status }),
        error,
      })),
    })),
  }));
}
