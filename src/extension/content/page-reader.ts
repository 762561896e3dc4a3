/**
 * Runs on Login.gov's own endpoints (see the manifest), where a page means that something was refused or is
 * handed on. Reads what it says, as text. Stands alone: a content script cannot import, and
 * types are all it may share.
 */

const MAX_MESSAGES = 50;
const MAX_LENGTH = 5_000;
/** When a message that was not taken is sent again, in milliseconds. */
const AGAIN = 500;

const extension: { runtime: { sendMessage(message: unknown): Promise<unknown> } } =
  Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');

/** The items of the first list in the main part that holds no links: Login.gov's error messages. */
function errorMessages(): string[] {
  const list = [...document.querySelectorAll('main ul')].find(
    (candidate) => candidate.querySelector('a') === null,
  );
  return [...(list?.querySelectorAll('li') ?? [])]
    .slice(0, MAX_MESSAGES)
    .map((item) => (item.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, MAX_LENGTH));
}

function metaPolicies(): string[] {
  return [...document.querySelectorAll('head meta[http-equiv="content-security-policy" i]')]
    .slice(0, 20)
    .map((meta) => (meta.getAttribute('content') ?? '').slice(0, 20_000));
}

const page = {
  kind: 'page',
  url: location.href.slice(0, 65_536),
  title: document.title.slice(0, 1_000),
  messages: errorMessages(),
  metaPolicies: metaPolicies(),
};

// A worker that is just being stopped takes no message; the next one does.
extension.runtime.sendMessage(page).catch(() => setTimeout(() => extension.runtime.sendMessage(page), AGAIN));
