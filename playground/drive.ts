import type { Engine } from '../src/core/model/capture.ts';
import type { Expected, Scenario } from './scenario.ts';

/** The part of a puppeteer page that is needed; Chromium over CDP and Firefox over BiDi both have it. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>;
  waitForSelector(selector: string, options?: { readonly timeout?: number }): Promise<unknown>;
  click(selector: string): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  evaluateOnNewDocument(script: string): Promise<{ readonly identifier: string }>;
  removeScriptToEvaluateOnNewDocument(identifier: string): Promise<void>;
}

const TIMEOUT = 20_000;

/** Set on the document in which the browser reports that it refuses what a form of that document started. */
const REFUSED = 'html[data-refused-by-form-action]';
const WATCH_REFUSALS = `document.addEventListener('securitypolicyviolation', (event) => {
  if (event.effectiveDirective === 'form-action') document.documentElement.dataset.refusedByFormAction = '';
})`;

/**
 * Clicks through a scenario and returns when it has come to its end: the last page's element is there, or
 * the browser has reported that it refuses the redirect. Rejects when that does not happen in 20 seconds.
 */
export async function driveScenario(page: DrivenPage, scenario: Scenario): Promise<Expected> {
  const expected = scenario.expected[await engineOf(page)];
  const watch = expected.sees === undefined ? await page.evaluateOnNewDocument(WATCH_REFUSALS) : undefined;
  try {
    await page.goto(scenario.start);
    for (const { click } of scenario.steps) {
      await page.waitForSelector(click, { timeout: TIMEOUT });
      await page.click(click);
    }
    await page.waitForSelector(expected.sees ?? REFUSED, { timeout: TIMEOUT });
  } finally {
    if (watch) await page.removeScriptToEvaluateOnNewDocument(watch.identifier);
  }
  return expected;
}

async function engineOf(page: DrivenPage): Promise<Engine> {
  return String(await page.evaluate('navigator.userAgent')).includes('Firefox/') ? 'firefox' : 'chromium';
}
