import { describe, expect, test } from 'vitest';
import type { AccessHost } from '../../../../src/extension/inspector/access/access-host.ts';
import { createAccessStore } from '../../../../src/extension/inspector/access/access-store.ts';
import { covers } from '../../../../src/extension/wire/match-pattern.ts';

const LOGIN_GOV = 'https://*.login.gov/*';
const LOCAL = 'http://localhost/*';

/** A browser whose user says yes or no, and a device that keeps what it is told. */
function stage({ says = true, stored }: { says?: boolean; stored?: unknown } = {}) {
  const granted = new Set([LOGIN_GOV, LOCAL, 'https://*.login.gov/api/saml/*']);
  const changed: (() => void)[] = [];
  const kept: ((values: ReadonlyMap<string, unknown>) => void)[] = [];
  const asked: string[][] = [];
  let value = stored;
  const host: AccessHost = {
    installed: [LOGIN_GOV, LOCAL],
    permissions: {
      granted: async () => [...granted],
      request: async (patterns) => {
        asked.push([...patterns]);
        if (says) for (const pattern of patterns) granted.add(pattern);
        return says;
      },
      remove: async (patterns) => {
        for (const pattern of patterns) {
          if (pattern === LOGIN_GOV) throw new Error('You cannot remove required permissions.');
          granted.delete(pattern);
        }
      },
      onChanged: (listener) => changed.push(listener),
    },
  };
  const store = createAccessStore(host, {
    readKept: async () => value,
    keep: async (_, next) => {
      value = next;
    },
    onKept: (listener) => kept.push(listener),
  });
  return {
    store,
    granted,
    asked,
    kept: () => value,
    /** Something changed outside of the inspector. */
    changeOutside: async () => {
      for (const listener of changed) listener();
      await store.read();
    },
    keepOutside: (next: unknown) => {
      for (const listener of kept) listener(new Map([['deployments', next]]));
    },
  };
}

describe('access to sites', () => {
  test('is told apart: of the installation, and allowed since', async () => {
    const { store, granted, changeOutside } = stage();
    await store.read();
    expect(store.state()).toMatchObject({
      status: 'ready',
      added: [],
      installed: [
        { pattern: LOGIN_GOV, allowed: true },
        { pattern: LOCAL, allowed: true },
      ],
    });
    granted.add('https://sp.example.gov/*');
    granted.delete(LOGIN_GOV);
    await changeOutside();
    expect(store.state().added).toEqual(['https://sp.example.gov/*']);
    expect(store.state().installed[0]).toEqual({ pattern: LOGIN_GOV, allowed: false });
  });

  test('is asked for before anything is awaited, or it is no longer what the user did', async () => {
    const { store, asked } = stage();
    void store.allow(['https://sp.example.gov/*']);
    expect(asked).toEqual([['https://sp.example.gov/*']]);
    void store.addDeployment('http://idp.review.example.gov:8080/');
    expect(asked.at(-1)).toEqual(['http://idp.review.example.gov/*']);
  });

  test('that the user declines is not had', async () => {
    const { store } = stage({ says: false });
    await store.read();
    expect(await store.allowAll()).toBe(false);
    expect(store.state().added).toEqual([]);
  });

  test('is taken back, and a browser that refuses to is heard', async () => {
    const { store } = stage();
    await store.allow(['https://sp.example.gov/*']);
    expect(store.state().added).toEqual(['https://sp.example.gov/*']);
    await store.revoke('https://sp.example.gov/*');
    expect(store.state().added).toEqual([]);
    await store.revoke(LOGIN_GOV);
    expect(store.state().failure).toBe('You cannot remove required permissions.');
  });

  test('is unknown where the browser has no such API', async () => {
    const device = {
      readKept: async () => ['http://localhost:3001'],
      keep: async () => {},
      onKept: () => {},
    };
    const store = createAccessStore({ installed: [LOGIN_GOV] }, device);
    await store.read();
    expect(store.state()).toMatchObject({ status: 'unavailable', deployments: ['http://localhost:3001'] });
    expect(await store.allowAll()).toBe(false);
  });
});

describe('deployments that the user named', () => {
  test('are kept by origin, with access to their host', async () => {
    const { store, granted, kept } = stage();
    await store.read();
    expect(await store.addDeployment(' https://idp.review.example.gov/openid_connect/authorize?x=1 ')).toBe(
      undefined,
    );
    expect(store.state().deployments).toEqual(['https://idp.review.example.gov']);
    expect(kept()).toEqual(['https://idp.review.example.gov']);
    expect(granted).toContain('https://idp.review.example.gov/*');
  });

  test('that are none, are there, or may not be seen are refused with one sentence', async () => {
    const { store, kept } = stage({ says: false, stored: ['http://localhost:3001'] });
    await store.read();
    expect(await store.addDeployment('localhost')).toMatch(/^This is not an address/);
    expect(await store.addDeployment('http://localhost:3001/')).toBe(
      'http://localhost:3001 is in the list already.',
    );
    expect(await store.addDeployment('https://idp.review.example.gov')).toBe(
      'https://idp.review.example.gov was not added: the browser did not allow access to it.',
    );
    expect(kept()).toEqual(['http://localhost:3001']);
  });

  test('give up the access that nothing else needs', async () => {
    const { store, granted } = stage();
    await store.read();
    await store.addDeployment('https://idp.review.example.gov');
    await store.addDeployment('https://idp.review.example.gov:8443');
    await store.removeDeployment('https://idp.review.example.gov');
    expect(granted).toContain('https://idp.review.example.gov/*');
    await store.removeDeployment('https://idp.review.example.gov:8443');
    expect([...granted].some((pattern) => covers(pattern, 'https://idp.review.example.gov/*'))).toBe(false);
    expect(store.state().deployments).toEqual([]);
  });

  test('follow what another inspector stores; what is none is left out', async () => {
    const { store, keepOutside } = stage();
    await store.read();
    keepOutside(['https://idp.review.example.gov', 7, 'javascript:alert(1)', 'https://secure.login.gov']);
    expect(store.state().deployments).toEqual(['https://idp.review.example.gov']);
    keepOutside({ not: 'a list' });
    expect(store.state().deployments).toEqual([]);
  });
});
