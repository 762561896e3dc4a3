import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyboardOf, openPanelInChromium } from './open-inspector.ts';

/**
 * What the other tests of real DevTools leave to the keyboard alone. All of it, part by part:
 *
 *     overview          messages.test.ts: from a finding to what it is about, and back
 *     redirects         redirects.test.ts: the refused hop in diagram and table
 *     request, response messages.test.ts: the XML folded; here: every view
 *     CSP               messages.test.ts: from the finding to the policy; here: from there to the hop
 *     signature         messages.test.ts: a certificate pasted
 *     getting about     getting-about.test.ts: filter, search, comparison, list of keys
 *     portal            portal.test.ts: entered and imported
 *     states            getting-about.test.ts: the sample; import.test.ts: failures; here: paused and recording
 *     looks             here: what has the focus is in view at 300 pixels
 *     export            export.test.ts: a file without secrets
 */

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

const keyboard = () => keyboardOf(panel.devtools, panel.frame);

describe('by keyboard alone', () => {
  it('a recording is paused and goes on, from the toolbar and from where nothing is', async () => {
    const { frame } = panel;
    await frame.waitForSelector('[data-testid=open-sample]');
    await frame.focus('[data-testid=filter]');
    await keyboard().tabTo('[data-testid=record]', true);
    await keyboard().press('Enter');
    await frame.waitForSelector('[data-testid=record][aria-pressed=false]');
    await keyboard().tabTo('.empty .button');
    await keyboard().press('Enter');
    await frame.waitForSelector('[data-testid=record][aria-pressed=true]');
  });

  it('every view is reached from the one before, and CSP leads to the hop that it is about', async () => {
    const { frame } = panel;
    await panel.drive('oidc-gap-after-callback');
    await frame.waitForSelector('[data-testid=refused-card]');
    await frame.focus('[data-testid=filter]');
    await keyboard().tabTo('[data-testid=tab-overview]');
    for (const view of ['redirects', 'request', 'response', 'csp', 'signature', 'raw']) {
      await keyboard().press('ArrowRight');
      await keyboard().hasFocus(`[data-testid=tab-${view}][aria-selected=true]`);
    }
    await keyboard().press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await frame.waitForSelector('[data-testid=uncovered] button');
    await keyboard().tabTo('[data-testid=uncovered] button');
    await keyboard().press('Enter');
    await keyboard().hasFocus('[data-testid=hop][data-refused] [data-hop-button]');
  });

  it('what has the focus is in view at 300 pixels, from the first control to the last', async () => {
    const tab = await panel.chromium.browser.newPage();
    try {
      await tab.setViewport({ width: 300, height: 450 });
      await tab.goto(`${panel.chromium.extensionOrigin}inspector.html`);
      await tab.waitForSelector('[data-testid=refused-card]');
      const places: unknown[] = [];
      const names = new Set<string>();
      for (let presses = 0; presses < 60; presses += 1) {
        await tab.keyboard.press('Tab');
        const place = (await tab.evaluate(`(() => {
          const { activeElement: element } = document;
          const { top, bottom, left, right, height } = element.getBoundingClientRect();
          const shown = height > innerHeight || (top > -1 && bottom < innerHeight + 1);
          return { name: element.outerHTML.slice(0, 80), shown: shown && left > -1 && right < innerWidth + 1 };
        })()`)) as { readonly name: string; readonly shown: boolean };
        if (names.has(place.name)) break;
        names.add(place.name);
        if (!place.shown) places.push(place);
      }
      expect(names.size).toBeGreaterThan(15);
      expect(places).toEqual([]);
    } finally {
      await tab.close();
    }
  });
});
