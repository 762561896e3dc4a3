import browser from 'webextension-polyfill';
import { witnessEvents } from '../events/witness.ts';
import { forwardDocumentRequests } from './network.ts';

/** DevTools loads this page once for each inspected tab. */
const tab = browser.devtools.inspectedWindow.tabId;
forwardDocumentRequests(tab);
witnessEvents(tab);
await browser.devtools.panels.create('Login.gov', 'icons/32.png', 'inspector.html?panel');
