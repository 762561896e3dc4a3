import type { Browser, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { Playground } from '../../../playground/server.ts';
import {
  clearRecording,
  type ExtensionPage,
  poll,
  recordedFlows,
} from '../../../scripts/browsers/recording.ts';
import type { Engine } from '../../../src/core/model/index.ts';
import { answeredHops, outline, servedDocuments } from './outline.ts';
import type { Story } from './stories.ts';

export interface Stage {
  readonly engine: Engine;
  readonly playground: Playground;
  readonly browser: Browser;
  /** Where the stories happen; nothing of the extension is in it. */
  readonly page: Page;
  readonly inspector: ExtensionPage;
}

/** A test for each story: what was recorded is what was expected, and what the server says was asked of it. */
export function tellStories(stories: readonly Story[], stage: () => Stage): void {
  it.each(stories.map((story) => [story.id, story] as const))('%s', async (_, story) => {
    const { engine, playground, browser, page, inspector } = stage();
    await page.goto('about:blank');
    await clearRecording(inspector);
    playground.clearLog();
    for (const [address, handler] of Object.entries(story.routes ?? {})) playground.route(address, handler);
    try {
      await story.act({ page, browser });
    } finally {
      playground.clearRoutes();
    }
    const expected = typeof story.expected === 'string' ? story.expected : story.expected[engine];
    const flows = await poll(
      () => recordedFlows(inspector),
      (found) => outline(found) === expected,
      5_000,
    );
    expect(outline(flows)).toBe(expected);
    expect([...(story.outside ?? []), ...answeredHops(flows)].toSorted()).toEqual(
      servedDocuments(playground.log).toSorted(),
    );
  });
}
