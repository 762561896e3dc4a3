import browser from 'webextension-polyfill';
import { forwardDocumentRequests } from './network.ts';

/** DevTools loads this page once for each inspected tab. */
forwardDocumentRequests(browser.devtools.inspectedWindow.tabId);
await browser.devtools.panels.create('Login.gov', 'icons/32.png', 'inspector.html?panel');
