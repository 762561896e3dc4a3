import { render } from 'preact';
import { createInspector } from '../../core/inspect.ts';
import { App } from './App.tsx';
import { browserHost } from './host/browser-host.ts';
import './inspector.css';
import { createRecordingStore } from './state/recording-store.ts';

const host = browserHost(new URLSearchParams(location.search).has('panel'));

const store = createRecordingStore(host, createInspector());

host.followTheme((theme) => {
  document.documentElement.dataset.theme = theme;
});

const root = document.getElementById('app');
if (root) render(<App store={store} host={host} />, root);
await store.read();
