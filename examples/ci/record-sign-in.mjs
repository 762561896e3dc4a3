import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/**
 * Records a sign-in as a HAR file, which is written also when the sign-in fails: then it is needed most.
 * @param {object} options
 * @param {string} options.har file to write
 * @param {(page: import('playwright-core').Page) => Promise<void>} options.signIn what the user does
 * @param {import('playwright-core').LaunchOptions} [options.launch]
 * @param {import('playwright-core').BrowserContextOptions} [options.context]
 */
export async function recordSignIn({ har, signIn, launch = {}, context: more = {} }) {
  const browser = await chromium.launch(launch);
  // Redirects and policies are in the headers. Bodies are not needed; they hold what the user typed and sees.
  const context = await browser.newContext({ recordHar: { path: har, content: 'omit' }, ...more });
  const page = await context.newPage();
  const unfollowed = await watchUnfollowed(context, page);
  try {
    await signIn(page);
  } finally {
    await context.close();
    await browser.close();
    complete(har, unfollowed);
  }
}

/**
 * @typedef {object} Seen what DevTools' protocol tells of one navigation
 * @property {string[]} urls of its requests, in their order
 * @property {{ statusCode: number, headers: Record<string, string> }[]} answers to them
 * @property {string} failed why it ended, if it did
 */

/**
 * Answers of documents that Chromium did not act upon: Playwright leaves them out of its file.
 * @param {import('playwright-core').BrowserContext} context
 * @param {import('playwright-core').Page} page
 */
async function watchUnfollowed(context, page) {
  /** @type {Map<string, Seen>} */
  const requests = new Map();
  const of = (/** @type {string} */ id) => {
    const seen = requests.get(id) ?? { urls: [], answers: [], failed: '' };
    requests.set(id, seen);
    return seen;
  };
  const devtools = await context.newCDPSession(page);
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => of(requestId).urls.push(request.url));
  devtools.on('Network.responseReceivedExtraInfo', ({ requestId, ...answer }) =>
    of(requestId).answers.push(answer),
  );
  devtools.on('Network.loadingFailed', ({ requestId, errorText }) => {
    of(requestId).failed = errorText;
  });
  await devtools.send('Network.enable');
  return requests;
}

/**
 * Puts the answer back that the browser refused to follow: it names the address.
 * @param {string} file
 * @param {Map<string, Seen>} requests
 */
function complete(file, requests) {
  /** @type {import('har-format').Har} */
  const har = JSON.parse(readFileSync(file, 'utf8'));
  for (const { urls, answers, failed } of requests.values()) {
    const answer = answers[urls.length - 1];
    if (failed === '' || answer === undefined) continue;
    const entry = har.log.entries.findLast(
      ({ request, response }) => request.url === urls.at(-1) && response.status <= 0,
    );
    if (entry === undefined) continue;
    const headers = Object.entries(answer.headers).map(([name, value]) => ({ name, value }));
    const redirectURL = headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '';
    Object.assign(entry.response, { status: answer.statusCode, headers, redirectURL, _error: failed });
  }
  writeFileSync(file, JSON.stringify(har, null, 2));
}
