import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of the built extension that has from the start the access that a user can grant: no test can press the
 * button in the browser's own question.
 */
export function withAllHosts(extension: string): string {
  const copy = copyOf(extension);
  const file = join(copy, 'manifest.json');
  const { optional_host_permissions, optional_permissions, ...manifest } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const granted = {
    ...manifest,
    permissions: [...manifest.permissions, ...optional_permissions],
    host_permissions: [...manifest.host_permissions, ...optional_host_permissions],
  };
  writeFileSync(file, JSON.stringify(granted, null, 2));
  return copy;
}

/** What the background script of {@link thatOnlyListens} is: the recorder's listeners, without the recorder. */
const LISTENERS = `
const requests = { urls: ['<all_urls>'], types: ['main_frame', 'sub_frame'] };
const navigations = { url: [{ schemes: ['http', 'https'] }] };
const { webRequest, webNavigation } = chrome;
webRequest.onBeforeRequest.addListener(() => {}, requests, ['requestBody']);
webRequest.onBeforeRedirect.addListener(() => {}, requests, ['responseHeaders']);
webRequest.onResponseStarted.addListener(() => {}, requests, ['responseHeaders']);
webRequest.onErrorOccurred.addListener(() => {}, requests);
webNavigation.onBeforeNavigate.addListener(() => {}, navigations);
webNavigation.onCommitted.addListener(() => {}, navigations);
webNavigation.onErrorOccurred.addListener(() => {});
`;

/** A copy of the built extension that is told of the same events and does nothing: the browser's own part of the cost. */
export function thatOnlyListens(extension: string): string {
  const copy = copyOf(extension);
  writeFileSync(join(copy, 'background.js'), LISTENERS);
  return copy;
}

function copyOf(extension: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'login-gov-inspector-variant-'));
  cpSync(extension, copy, { recursive: true });
  return copy;
}
