import { render } from 'preact';
import { witnessEvents } from '../events/witness.ts';
import { AccessProvider } from './access/AccessProvider.tsx';
import { createAccessStore } from './access/access-store.ts';
import { browserAccess } from './access/browser-access.ts';
import { Workspace } from './captures/Workspace.tsx';
import { browserHost } from './host/browser-host.ts';
import './inspector.css';
import { PortalProvider } from './portal/PortalProvider.tsx';
import { createProfileStore } from './portal/profile-store.ts';
import { createRecordingStore } from './state/recording-store.ts';
import { createWorkerInspector } from './state/worker-inspector.ts';

const host = await browserHost(new URLSearchParams(location.search));
// In DevTools, the page that made the panel sees them.
if (host.inspectedTab === undefined) witnessEvents();

function createInspector() {
  const worker = new Worker('/inspection-worker.js', { type: 'module' });
  return { inspector: createWorkerInspector(worker), end: () => worker.terminate() };
}

const store = createRecordingStore(host, createInspector().inspector);
const access = createAccessStore(browserAccess(), host);
const profiles = createProfileStore(host);
profiles.subscribe(() => store.configure({ portals: profiles.state().profiles }));

host.followTheme((theme) => {
  document.documentElement.dataset.theme = theme;
});

const root = document.getElementById('app');
if (root) {
  render(
    <PortalProvider store={profiles}>
      <AccessProvider store={access} inPanel={host.inspectedTab !== undefined}>
        <Workspace store={store} host={host} createInspector={createInspector} />
      </AccessProvider>
    </PortalProvider>,
    root,
  );
}
// First, so that no flow is inspected twice.
await profiles.read();
await Promise.all([access.read(), store.read()]);
