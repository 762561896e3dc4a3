import type { Browser, Page } from 'puppeteer-core';
import type { Engine } from '../../src/core/model/index.ts';
import type { ExtensionPage } from '../browsers/recording.ts';
import type { Site } from './site.ts';

/** Where walks happen: a browser with the extension, and the server that plays all hosts. */
export interface Stage {
  readonly engine: Engine;
  readonly browser: Browser;
  /** A page of the extension, to ask what is recorded. */
  readonly inspector: ExtensionPage;
  readonly site: Site;
  /** Whether the extension has access to it. */
  readonly sees: (origin: string) => boolean;
  /** Whether it can know with which policies a page of that origin came. */
  readonly knowsPolicies: (origin: string) => boolean;
  /** The one tab that there is, where no more can be had. */
  readonly only?: Page;
  /** Stops the extension's worker; absent where that cannot be done. */
  readonly stopWorker?: () => Promise<void>;
  /** Whether it is stopped while events are on their way to it, which an open inspector makes up for. */
  readonly byForce: boolean;
  close(): Promise<void>;
}
