import { parseDeployment } from '../../../formats/deployment/parse-deployment.ts';
import { DEPLOYMENTS_KEY, MAX_DEPLOYMENTS, parseDeployments } from '../../wire/deployments.ts';
import { ALL_SITES, covers, isWholeHost, patternFor } from '../../wire/match-pattern.ts';
import type { Host } from '../host/host.ts';
import type { AccessHost } from './access-host.ts';

export interface Access {
  /** `unavailable` where the browser tells nothing about access: in a panel of Firefox's developer tools. */
  readonly status: 'reading' | 'ready' | 'unavailable';
  /** Match patterns that the extension has access to. */
  readonly granted: readonly string[];
  /** Those among them that the user allowed from the inspector or in the browser's settings. */
  readonly added: readonly string[];
  /** Hosts of the installation, and whether the extension still has access to them. */
  readonly installed: readonly { readonly pattern: string; readonly allowed: boolean }[];
  /** Origins of deployments of Login.gov that the user named. */
  readonly deployments: readonly string[];
  /** What went wrong last, in one sentence. */
  readonly failure?: string;
}

export interface AccessStore {
  state(): Access;
  subscribe(listener: () => void): () => void;
  read(): Promise<void>;
  /** Asks the user for access; called by the handler of a click. True when it was given. */
  allow(patterns: readonly string[]): Promise<boolean>;
  allowAll(): Promise<boolean>;
  revoke(pattern: string): Promise<void>;
  /** Names a deployment and asks for access to its host. What is wrong with the text, else undefined. */
  addDeployment(text: string): Promise<string | undefined>;
  /** Forgets a deployment and gives up access to its host, where nothing else needs it. */
  removeDeployment(origin: string): Promise<void>;
}

/** What the extension may see, as it changes, and the ways to change it. */
export function createAccessStore(
  { installed, permissions }: AccessHost,
  device: Pick<Host, 'readKept' | 'keep' | 'onKept'>,
): AccessStore {
  const listeners = new Set<() => void>();
  let state: Access = {
    status: permissions === undefined ? 'unavailable' : 'reading',
    granted: [],
    added: [],
    installed: installed.map((pattern) => ({ pattern, allowed: true })),
    deployments: [],
  };

  function become(change: Partial<Access>): void {
    const { failure: _, ...before } = state;
    state = { ...before, ...change };
    for (const listener of listeners) listener();
  }

  async function readPermissions(): Promise<void> {
    if (permissions === undefined) return;
    // The addresses of content scripts are listed, too; they give no access to a host.
    const granted = (await permissions.granted()).filter(isWholeHost);
    become({
      status: 'ready',
      granted,
      added: granted.filter((pattern) => !installed.some((own) => covers(own, pattern))),
      installed: installed.map((pattern) => ({
        pattern,
        allowed: granted.some((wide) => covers(wide, pattern)),
      })),
    });
  }

  /** Runs what may fail; a failure is said and ends it. */
  async function attempt<T>(failed: T, job: () => Promise<T>): Promise<T> {
    try {
      return await job();
    } catch (error) {
      become({ failure: error instanceof Error ? error.message : String(error) });
      return failed;
    }
  }

  function allow(patterns: readonly string[]): Promise<boolean> {
    if (permissions === undefined) return Promise.resolve(false);
    // Asked at once: after a wait it would no longer count as what the user did.
    return attempt(false, async () => {
      const allowed = await permissions.request(patterns);
      await readPermissions();
      return allowed;
    });
  }

  function accept(stored: unknown): void {
    become({ deployments: parseDeployments(stored) });
  }

  async function keep(deployments: readonly string[]): Promise<void> {
    await device.keep(DEPLOYMENTS_KEY, deployments);
    become({ deployments });
  }

  permissions?.onChanged(() => void attempt(undefined, readPermissions));
  device.onKept((changed) => {
    if (changed.has(DEPLOYMENTS_KEY)) accept(changed.get(DEPLOYMENTS_KEY));
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () =>
      attempt(undefined, async () => {
        accept(await device.readKept(DEPLOYMENTS_KEY));
        await readPermissions();
      }),
    allow,
    allowAll: () => allow([ALL_SITES]),
    revoke: (pattern) =>
      attempt(undefined, async () => {
        await permissions?.remove([pattern]);
        await readPermissions();
      }),
    async addDeployment(text) {
      const parsed = parseDeployment(text);
      if (!parsed.ok) return parsed.problem;
      const { origin } = parsed;
      if (state.deployments.includes(origin)) return `${origin} is in the list already.`;
      if (state.deployments.length >= MAX_DEPLOYMENTS) return `No more than ${MAX_DEPLOYMENTS} can be added.`;
      const pattern = patternFor(origin);
      // What is allowed already is not asked again by the browser.
      const allowed = pattern !== undefined && (await allow([pattern]));
      if (!allowed) return `${origin} was not added: the browser did not allow access to it.`;
      return attempt('It could not be stored.', async () => {
        await keep([...state.deployments, origin]);
        return undefined;
      });
    },
    removeDeployment: (origin) =>
      attempt(undefined, async () => {
        await keep(state.deployments.filter((other) => other !== origin));
        const pattern = patternFor(origin);
        const needed = state.deployments.some((other) => patternFor(other) === pattern);
        if (pattern === undefined || needed || !state.added.includes(pattern)) return;
        await permissions?.remove([pattern]);
        await readPermissions();
      }),
  };
}
