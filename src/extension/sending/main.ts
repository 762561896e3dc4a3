import browser from 'webextension-polyfill';
import { destinationOf } from '../../formats/reproduce/destination.ts';
import { DEPLOYMENTS_KEY, parseDeployments } from '../wire/deployments.ts';
import { parseSentRequest, SENT_PREFIX } from '../wire/sent-request.ts';

/**
 * Posts the form that waits for this page, once: nothing is sent when the page is reloaded or the user comes back to
 * it. Its policy has no `form-action`, which Chromium would apply to every redirect of the sign-in.
 */
const key = `${SENT_PREFIX}${location.search.slice(1)}`;
const stored = (await browser.storage.session.get(key))[key];
await browser.storage.session.remove(key);
const request = parseSentRequest(stored);
const named = parseDeployments((await browser.storage.local.get(DEPLOYMENTS_KEY))[DEPLOYMENTS_KEY]);

if (request?.method === 'POST' && destinationOf(request.url, named).kind === 'known') {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = request.url;
  form.acceptCharset = 'utf-8';
  for (const { name, value } of request.fields) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  // A field may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
} else {
  const sent = document.getElementById('sent');
  if (sent) sent.hidden = false;
}
