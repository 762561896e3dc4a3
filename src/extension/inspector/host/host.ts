import type { Command } from '../../wire/commands.ts';
import type { SendAnswer, SentRequest } from '../../wire/sent-request.ts';

export type Theme = 'light' | 'dark';

/** What the inspector needs of the browser; `browser-host.ts` is the real one. */
export interface Host {
  /** Of this extension. */
  readonly version: string;
  /** The tab that DevTools inspects; absent in a tab of the extension's own. */
  readonly inspectedTab?: number;
  /** The window of that tab or, outside of DevTools, of the inspector itself; absent when the browser did not tell. */
  readonly window?: number;
  /** It shows the flows of private windows, and no others. */
  readonly isPrivate?: true;
  /** Everything in the recorder's session storage but the flows of the other kind of window, in portions. */
  readStored(): AsyncIterable<Readonly<Record<string, unknown>>>;
  /** Calls back with each changed key and its new value, undefined for a removed key. */
  onStored(listener: (changed: ReadonlyMap<string, unknown>) => void): void;
  send(command: Command): Promise<void>;
  /** Opens a request again in a new tab, where possible of the same window. */
  openRequest(request: SentRequest): Promise<SendAnswer>;
  /** What the user keeps on this device: the value of a key, undefined when there is none. */
  readKept(key: string): Promise<unknown>;
  /** Rejects when the browser refuses, for want of room. */
  keep(key: string, value: unknown): Promise<void>;
  /** Calls back with each changed key and its new value, also where another inspector changed it. */
  onKept(listener: (changed: ReadonlyMap<string, unknown>) => void): void;
  /** Calls back at once and then whenever the theme changes. */
  followTheme(listener: (theme: Theme) => void): void;
}
