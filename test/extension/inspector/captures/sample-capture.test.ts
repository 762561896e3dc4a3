import { describe, expect, it } from 'vitest';
import { createInspector, inspect } from '../../../../src/core/inspect.ts';
import { createCaptureStore } from '../../../../src/extension/inspector/captures/capture-store.ts';
import { sampleFlows } from '../../../../src/extension/inspector/captures/sample-capture.ts';

describe('the sample capture', () => {
  it('has a sign-in of each kind that a newcomer should see', async () => {
    const { flows } = await inspect({ version: 1, flows: sampleFlows() });
    expect(flows.map(({ protocol, outcome }) => `${protocol} ${outcome.kind}`)).toEqual([
      'oidc signed-in',
      'saml signed-in',
      'oidc refused-by-login-gov',
      'oidc signed-in',
      'oidc refused-by-browser',
    ]);
    const rules = flows.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(rules).toContain('csp-form-action-redirect-gap');
    expect(rules).toContain('saml-signature-missing');
  });

  it('names no host but those of the playground and of Login.gov’s sandbox', () => {
    const urls = sampleFlows().flatMap(({ navigations }) =>
      navigations.flatMap(({ hops }) => hops.map(({ url }) => url)),
    );
    const hosts = new Set(urls.map((url) => new URL(url).hostname));
    for (const host of hosts) {
      expect(host).toMatch(/(?:\.example\.gov|^app\.other\.gov|^idp\.int\.identitysandbox\.gov)$/);
    }
  });
});

describe('createCaptureStore', () => {
  it('shows the flows inspected, newest first, with the portal configurations', async () => {
    const store = createCaptureStore(sampleFlows(), createInspector());
    store.configure({ portals: [{ ial: 1 }] });
    await store.read();
    await new Promise<void>((resolve) => {
      const check = () => {
        const inspected = store.state().flows.filter(({ inspection }) => inspection !== undefined);
        if (inspected.length === sampleFlows().length) resolve();
      };
      store.subscribe(check);
      check();
    });
    const [newest] = store.state().flows;
    expect(newest?.inspection?.outcome.kind).toBe('refused-by-browser');
    expect(newest?.inspection?.skipped.map(({ rule }) => rule)).not.toContain(
      'oidc-acr-values-ial-not-authorized',
    );
  });
});
