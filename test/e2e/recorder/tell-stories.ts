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
  /** What the browser calls an address that a test opens; a person's would be `typed`. */
  readonly typed: string;
}

/** A story takes some seconds; one that hangs must not hold up the others. */
const TIMEOUT = 40_000;

/** A test for each story: what was recorded is what was expected, and what the server says was asked of it. */
export function tellStories(stories: readonly Story[], stage: () => Stage | Promise<Stage>): void {
  it.each(stories.map((story) => [story.id, story] as const))(
    '%s',
    { timeout: TIMEOUT },
    async (_, story) => {
      const { engine, playground, browser, page, inspector, typed } = await stage();
      await clearRecording(inspector);
      playground.clearLog();
      for (const [address, handler] of Object.entries(story.routes ?? {})) playground.route(address, handler);
      try {
        await story.act({ page, browser });
      } finally {
        playground.clearRoutes();
      }
      const told = typeof story.expected === 'string' ? story.expected : story.expected[engine];
      const expected = told.replaceAll(/^typed$/gm, typed);
      const flows = await poll(
        () => recordedFlows(inspector),
        (found) => outline(found) === expected,
        5_000,
      );
      expect(outline(flows)).toBe(expected);
      const answered = answeredHops(flows);
      const outside = (story.outside ?? []).filter((document) => !answered.includes(document));
      expect([...outside, ...answered].toSorted()).toEqual(servedDocuments(playground.log).toSorted());
    },
  );
}
