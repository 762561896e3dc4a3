import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../playground/keys.ts';
import { clearRecording } from '../../../scripts/browsers/recording.ts';
import { signedQueryText } from '../../core/signature/signers.ts';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

beforeEach(async () => {
  await clearRecording(panel.frame);
});

const keyboard = () => keyboardOf(panel.devtools, panel.frame);

/** What the focus is on, and whether the user sees it. */
const focused = () =>
  panel.frame.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return undefined;
    const { top, bottom } = element.getBoundingClientRect();
    const { name = '', testid = '' } = element.dataset;
    return {
      name,
      testid,
      text: element.textContent ?? '',
      marked: element.classList.contains('marked'),
      inView: top >= 0 && bottom <= innerHeight,
    };
  });

const chooseTab = async (id: string) => {
  await panel.frame.click(`[data-testid=tab-${id}]`);
};

/** The view that was chosen last stays chosen: what a test begins with is the overview. */
const showOverview = async () => {
  await panel.frame.waitForSelector('[data-testid=tab-overview]');
  await chooseTab('overview');
  await panel.frame.waitForSelector('[data-testid=outcome]');
};

describe('from a finding to what it is about and back, by keyboard alone', () => {
  it.each([
    ['a parameter', 'oidc-misspelt-acr', '[data-part=query]', { testid: 'parameter', name: 'acr_values' }],
    ['a node of the XML', 'saml-misspelt-context', '[data-part=xml]', { testid: 'xml-line' }],
  ])('%s', async (_, scenario, part, place) => {
    await panel.drive(scenario);
    await showOverview();
    const evidence = `.finding [data-testid=evidence]${part}`;
    await panel.frame.waitForSelector(evidence);
    await panel.frame.focus('[data-testid=filter]');
    await keyboard().tabTo(evidence);
    await keyboard().press('Enter');
    await panel.frame.waitForSelector('.marked:focus');
    expect(await focused()).toMatchObject({ ...place, marked: true, inView: true });
    await keyboard().press('Escape');
    await panel.frame.waitForSelector(`${evidence}:focus`);
    expect(await keyboard().isFocused(evidence)).toBe(true);
  });

  it('the policy that refuses a redirect, and through the button that leads back', async () => {
    await panel.drive('oidc-gap-after-callback');
    await showOverview();
    await panel.frame.focus('[data-testid=filter]');
    await keyboard().tabTo('.finding .fold > summary');
    await keyboard().press('Enter');
    await keyboard().tabTo('.finding [data-testid=evidence]');
    await keyboard().press('Enter');
    await panel.frame.waitForSelector('[data-testid=policy].marked:focus');
    const { text } = (await focused()) ?? {};
    expect(text).toContain('No source covers https://app.other.gov/home');
    expect(await axeViolations(panel.frame)).toEqual([]);
    await keyboard().tabTo('[data-testid=evidence-bar] button', true);
    await keyboard().press('Enter');
    await panel.frame.waitForSelector('[data-testid=evidence]:focus');
  });
});

describe('the XML of a request', () => {
  it('is folded and unfolded with the arrows', async () => {
    await panel.drive('saml-unsigned');
    await showOverview();
    await chooseTab('request');
    await panel.frame.waitForSelector('[data-testid=xml-fold]');
    const lines = () => panel.frame.$$eval('[data-testid=xml-line]', (all) => all.length);
    const open = await lines();
    await panel.frame.focus('[data-testid=tab-request]');
    await keyboard().tabTo('[data-testid=xml-fold]');
    await keyboard().press('ArrowDown', 'ArrowLeft');
    await panel.frame.waitForSelector('[data-testid=xml-fold][aria-expanded=false]:focus');
    expect(await lines()).toBeLessThan(open);
    await keyboard().press('ArrowRight');
    await panel.frame.waitForSelector('[data-testid=xml-fold][aria-expanded=true]:focus');
    expect(await lines()).toBe(open);
    await keyboard().press('Home', 'ArrowLeft');
    await panel.frame.waitForFunction(() => document.querySelectorAll('[data-testid=xml-line]').length === 2);
  });
});

describe('a request signed over lower-case escapes', () => {
  it('is valid with the certificate that is pasted, refused at Login.gov, and the reason is named', async () => {
    const key = await makeKeyPair('sp.example.gov');
    const lowerCase = (value: string) =>
      encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase());
    const query = signedQueryText(key, { encode: lowerCase });
    const { frame, devtools, page } = panel;
    await page.goto(`https://idp.int.identitysandbox.gov/api/saml/auth2026?${query}`);
    await showOverview();
    await chooseTab('signature');
    await frame.waitForSelector('[data-testid=verdict-specification][data-valid=undefined]');
    await frame.focus('[data-testid=tab-signature]');
    await keyboard().tabTo('[data-testid=pem]');
    await devtools.keyboard.sendCharacter('-----BEGIN CERTIFICATE-----\nno end');
    await keyboard().tabTo('[data-testid=pem-add]');
    await keyboard().press('Enter');
    await frame.waitForFunction(
      () => document.querySelector('[data-testid=pem-problem]')?.textContent?.includes('END line') === true,
    );
    await keyboard().tabTo('[data-testid=pem]', true);
    await keyboard().command('a');
    await devtools.keyboard.sendCharacter(key.certificate);
    await keyboard().tabTo('[data-testid=pem-add]');
    await keyboard().press('Enter');
    await frame.waitForSelector('[data-testid=verdict-specification][data-valid=true]');
    const verdict = await frame.$eval('[data-testid=verdict-login-gov]', (element) => element.textContent);
    expect(verdict).toContain('if what you try is registered');
    expect(verdict).toContain('key_validation_error');
    const why = await frame.$eval('[data-testid=why-they-differ]', (element) => element.textContent);
    expect(why).toContain('lower-case percent-escapes');
    const subject = await frame.$$eval('[data-testid=certificate]', (all) => all.at(-1)?.textContent ?? '');
    expect(subject).toContain('CN=sp.example.gov');
    const stored: unknown = await frame.evaluate(
      `Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)]).then(JSON.stringify)`,
    );
    expect(stored).not.toContain('BEGIN CERTIFICATE');
  });
});

describe('hostile text', () => {
  it('is text, whatever its length, and breaks no layout', async () => {
    const { frame, page } = panel;
    const hostile = '\u202e<img src=x onerror=alert(1)>\u0007';
    const long = 'x'.repeat(200_000);
    const query = new URLSearchParams({ client_id: hostile + long, state: long, [hostile]: hostile });
    await page
      .goto(`https://idp.int.identitysandbox.gov/openid_connect/authorize?${query}`)
      .catch(() => undefined);
    await showOverview();
    for (const view of ['overview', 'request', 'response', 'signature', 'raw']) {
      await chooseTab(view);
      await frame.waitForSelector(`[data-testid=tab-${view}][aria-selected=true]`);
      const layout = await frame.$eval('.tab-panel', (element) => ({
        overflows: element.scrollWidth > element.clientWidth,
        pageScrolls: document.documentElement.scrollHeight > innerHeight,
        images: element.querySelectorAll('img').length,
      }));
      expect({ view, ...layout }).toEqual({ view, overflows: false, pageScrolls: false, images: 0 });
    }
    await chooseTab('request');
    await frame.waitForSelector('[data-testid=parameter][data-name=client_id]');
    const shown = await frame.$eval('[data-name=client_id] td', (cell) => cell.textContent ?? '');
    expect(shown).toContain('\\u{202e}<img src=x onerror=alert(1)>\\u{7}');
    expect(shown).toContain('characters)');
    expect(shown.length).toBeLessThan(2000);
  });
});

describe('no accessibility violation', () => {
  it.each([
    ['oidc-gap-after-callback', ['overview', 'request', 'response', 'raw']],
    ['oidc-unknown-acr', ['overview', 'response']],
    ['saml-sha1', ['overview', 'request', 'response', 'signature', 'raw']],
    ['saml-logout-unsigned', ['overview', 'request', 'response', 'signature']],
  ] as const)('of %s, in either theme', async (scenario, views) => {
    const { frame } = panel;
    await panel.drive(scenario);
    await showOverview();
    for (const theme of ['light', 'dark']) {
      await frame.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      for (const view of views) {
        await chooseTab(view);
        await frame.waitForFunction(
          () => !document.querySelector('.tab-panel')?.textContent?.startsWith('Loading'),
        );
        expect({ view, theme, violations: await axeViolations(frame) }).toEqual({
          view,
          theme,
          violations: [],
        });
      }
    }
    await chooseTab('overview');
  });
});
