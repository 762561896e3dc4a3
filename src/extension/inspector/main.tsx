import { render } from 'preact';
import { inspect } from '../../core/inspect.ts';
import { App } from './App.tsx';
import { browserHost } from './host/browser-host.ts';
import './inspector.css';
import { createRecordingStore } from './state/recording-store.ts';

const host = browserHost(new URLSearchParams(location.search).has('panel'));

const store = createRecordingStore(host, async (flow) => {
  const { flows } = await inspect({ version: 1, flows: [flow] }, {});
  const [inspection] = flows;
  if (!inspection) throw new Error('The inspection returned no flow.');
  return inspection;
});

host.followTheme((theme) => {
  document.documentElement.dataset.theme = theme;
});

const root = document.getElementById('app');
if (root) render(<App store={store} host={host} />, root);
await store.read();
