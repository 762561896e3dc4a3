import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../playground/keys.ts';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

describe('the portal configuration, by keyboard alone', () => {
  it('is entered for the client of the flow, kept on the device and used at once', async () => {
    const { frame } = panel;
    const keyboard = keyboardOf(panel.devtools, frame);
    await panel.drive('oidc-gap-after-callback');
    await frame.waitForSelector('[data-testid=skipped][data-reason=no-portal-configuration]');
    await frame.focus('[data-testid=filter]');
    await keyboard.tabTo('[data-testid=portal]');
    await keyboard.press('Enter');
    await keyboard.tabTo('[data-testid=field-redirect_uris]');
    await keyboard.type('https://sp.example.gov/other');
    await keyboard.tabTo('[data-testid=field-certs]');
    await frame.waitForSelector('[data-testid=portal-profiles] option[value="0"]');
    expect(await axeViolations(frame)).toEqual([]);
    await keyboard.press('Escape');
    await frame.waitForSelector('[data-rule=oidc-redirect-uri-not-registered]');
    expect(await keyboard.isFocused('[data-testid=portal]')).toBe(true);
    const kept: unknown = await frame.evaluate(`chrome.storage.local.get(null)`);
    expect(kept).toEqual({
      'portal-configurations': [
        {
          issuer: 'urn:gov:gsa:openidconnect.profiles:sp:sso:example:pkce',
          redirect_uris: ['https://sp.example.gov/other'],
        },
      ],
    });
  });

  it('is imported from JSON; a wrong field is named and costs nothing else', async () => {
    const { frame } = panel;
    const keyboard = keyboardOf(panel.devtools, frame);
    await keyboard.tabTo('[data-testid=portal]');
    await keyboard.press('Enter');
    await keyboard.tabTo('.portal-import summary');
    await keyboard.press('Enter');
    await keyboard.tabTo('[data-testid=portal-json]');
    await keyboard.type('[{"issuer":"urn:example:imported","ial":7,"pkce":true}]');
    await keyboard.press('Tab', 'Enter');
    await frame.waitForSelector('[data-testid=portal-import-result]');
    const result = await frame.$eval('[data-testid=portal-import-result]', (element) => element.textContent);
    expect(result).toContain('1 configuration added.');
    expect(result).toContain('ial must be (1 | 2), not 7');
    const issuer = await frame.$eval(
      '[data-testid=field-issuer]',
      (input) => (input as HTMLInputElement).value,
    );
    expect(issuer).toBe('urn:example:imported');
    await keyboard.press('Escape');
  });

  it('shows a pasted certificate with its subject and expiry, and keeps nothing beside it', async () => {
    const { frame } = panel;
    const keyboard = keyboardOf(panel.devtools, frame);
    const { certificate, privateKey } = await makeKeyPair('sp.example.gov');
    await keyboard.tabTo('[data-testid=portal]');
    await keyboard.press('Enter');
    await keyboard.tabTo('[data-testid=field-certs]');
    await frame.$eval(
      '[data-testid=field-certs]',
      (area, text) => {
        // As a paste does, which types too slowly.
        (area as HTMLTextAreaElement).value = text;
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      },
      `${privateKey}\n${certificate}`,
    );
    await keyboard.press('Tab', 'Enter');
    await frame.waitForSelector('[data-testid=certificate] strong');
    const shown = await frame.$eval('[data-testid=certificate]', (item) => item.textContent);
    expect(shown).toMatch(/CN=.*Valid to \d{4}-\d\d-\d\d/);
    const kept = await frame.evaluate(`chrome.storage.local.get(null).then(JSON.stringify)`);
    expect(String(kept)).toContain('BEGIN CERTIFICATE');
    expect(String(kept)).not.toContain('PRIVATE KEY');
    await keyboard.press('Escape');
  });
});
