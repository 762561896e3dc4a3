import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';

const HAR = 'test/fixtures/har/chromium-oidc-gap.har';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
  rmSync(folder, { recursive: true });
});

async function choose(...paths: readonly string[]): Promise<void> {
  const input = (await panel.frame.waitForSelector(
    '[data-testid=import-file]',
  )) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
}

const textOf = (selector: string) => panel.frame.$eval(selector, (element) => element.textContent ?? '');

describe('import in the panel', () => {
  it('shows a file beside the recording, which stays as it is', async () => {
    const { frame } = panel;
    await choose(HAR);
    await frame.waitForSelector('[data-testid=opened-bar]');
    expect(await textOf('[data-testid=opened-bar]')).toContain(
      'chromium-oidc-gap.har: 1 flow, not recorded here.',
    );
    await frame.waitForSelector('[data-rule=csp-form-action-redirect-gap]');
    expect(await axeViolations(frame)).toEqual([]);
    expect(
      Object.keys((await frame.evaluate('chrome.storage.session.get(null)')) as object),
    ).not.toContainEqual(expect.stringMatching(/^flow/));
    await keyboardOf(panel.devtools, frame).tabTo('[data-testid=close-capture]');
    await keyboardOf(panel.devtools, frame).press('Enter');
    await frame.waitForSelector('[data-testid=opened-bar]', { hidden: true });
  });

  it('says of a broken file what was read and what was not', async () => {
    const { frame } = panel;
    const path = join(folder, 'cut.har');
    writeFileSync(path, readFileSync(HAR, 'utf8').slice(0, -200));
    await choose(path);
    await frame.waitForSelector('[data-testid=import-notes]');
    expect(await textOf('[data-testid=import-notes]')).toContain(
      'The file is broken: the text ends too early',
    );
    await frame.click('[data-testid=close-capture]');
  });

  it('takes several files, and says which one cannot be imported', async () => {
    const { frame } = panel;
    await choose(HAR, 'package.json', 'test/fixtures/har/chromium-saml-unsigned-post.har');
    await frame.waitForSelector('[data-testid=import-failed]');
    expect(await textOf('[data-testid=import-failed] [role=alert]')).toMatch(
      /^ ?package\.json cannot be imported: JSON, but/,
    );
    await frame.waitForSelector('[data-rule=csp-form-action-redirect-gap]');
    expect(await axeViolations(frame)).toEqual([]);
    await frame.click('[data-testid=import-failed] button');
    await frame.select('[data-testid=opened-file]', '1');
    await frame.waitForSelector('[data-rule=saml-signature-missing]');
    expect(await textOf('[data-testid=opened-bar]')).toContain('of 2 files, not recorded here');
    await frame.click('[data-testid=compare-toggle]');
    await frame.waitForSelector('[data-testid=compare-right]');
    expect(
      await frame.$$eval('[data-testid=compare-right] optgroup', (groups) =>
        groups.map(({ label }) => label),
      ),
    ).toEqual(['chromium-oidc-gap.har']);
    await frame.click('[data-testid=close-capture]');
    await frame.waitForSelector('[data-testid=opened-bar]', { hidden: true });
  });

  it('says in one sentence why a file cannot be imported', async () => {
    const { frame } = panel;
    await choose('package.json');
    await frame.waitForSelector('[data-testid=import-failed]');
    expect(await textOf('[data-testid=import-failed]')).toContain(
      'package.json cannot be imported: JSON, but without log.entries',
    );
    expect(await axeViolations(frame)).toEqual([]);
    await frame.click('[data-testid=import-failed] button');
    await frame.waitForSelector('[data-testid=import-failed]', { hidden: true });
  });

  it('takes a URL that is pasted outside of fields, and what is dropped', async () => {
    const { frame } = panel;
    const url =
      'https://idp.int.identitysandbox.gov/openid_connect/authorize?client_id=urn:example\n &state=abc';
    for (const type of ['paste', 'drop']) {
      await frame.evaluate(
        (kind, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          const options = { bubbles: true, cancelable: true };
          document.body.dispatchEvent(
            kind === 'paste'
              ? new ClipboardEvent('paste', { ...options, clipboardData: data })
              : new DragEvent('drop', { ...options, dataTransfer: data }),
          );
        },
        type,
        url,
      );
      await frame.waitForSelector('[data-testid=opened-bar]');
      expect(await textOf('[data-testid=opened-bar]')).toContain(
        type === 'paste' ? 'Pasted text: 1 flow' : 'Dropped text: 1 flow',
      );
      await frame.click('[data-testid=close-capture]');
      await frame.waitForSelector('[data-testid=opened-bar]', { hidden: true });
    }
  });
});
