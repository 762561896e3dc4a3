import browser from 'webextension-polyfill';
import { followDeployments } from '../events/deployments.ts';
import { witnessEvents } from '../events/witness.ts';
import { forwardDocumentRequests } from './network.ts';

/** DevTools loads this page once for each inspected tab. */
const tab = browser.devtools.inspectedWindow.tabId;
forwardDocumentRequests(tab, followDeployments().known);
witnessEvents(tab);
await browser.devtools.panels.create('Login.gov', 'icons/32.png', 'inspector.html?panel');
