import { describe, expect, it } from 'vitest';
import { App } from '../../../src/extension/inspector/App.tsx';
import type { RecordingState } from '../../../src/extension/inspector/state/recording-store.ts';
import { markup, visibleText } from './rendering.ts';
import { manyFlows, SAMPLES } from './samples.ts';

function app(state: Partial<RecordingState>, inspectedTab?: number) {
  const whole: RecordingState = {
    status: 'ready',
    recording: { on: true, dropped: 0 },
    flows: [],
    rejected: 0,
    ...state,
  };
  const store = { state: () => whole, subscribe: () => () => {}, read: async () => {}, configure: () => {} };
  return (
    <App
      store={store}
      host={{
        version: '0.1.0',
        send: async () => {},
        ...(inspectedTab === undefined ? {} : { inspectedTab }),
      }}
    />
  );
}

describe('App', () => {
  it('says at first use what it is and how to begin', () => {
    expect(visibleText(app({}, 7))).toContain('To begin, sign in with Login.gov in this tab.');
    expect(visibleText(app({}))).toContain('To begin, sign in with Login.gov in any tab.');
  });

  it('offers the scope only in a DevTools panel', () => {
    expect(markup(app({}, 7))).toContain('<option selected value="tab">This tab</option>');
    expect(markup(app({}))).not.toContain('This tab');
  });

  it('says that it is paused', () => {
    const recording = { on: false, dropped: 0 };
    expect(visibleText(app({ recording }))).toContain('Paused. Sign-ins are not recorded now.');
    expect(visibleText(app({ recording, flows: SAMPLES }))).toContain(
      'Paused. New sign-ins are not recorded.',
    );
    expect(markup(app({ recording }))).toContain('data-testid="record" aria-pressed="false"');
  });

  it('points to flows of other tabs', () => {
    expect(visibleText(app({ flows: manyFlows(3) }, 7))).toContain(
      'Nothing in this tab yet; 3 flows in other tabs. Show all tabs',
    );
  });

  it('shows each flow and the newest one’s overview', () => {
    const html = markup(app({ flows: SAMPLES }));
    expect(html).toContain('data-testid="flow-row" data-flow="refused" data-outcome="refused-by-browser"');
    expect(html).toContain('data-testid="refused-card"');
    expect(html).toMatch(/id="flow-row-0" aria-selected="true"/);
    expect(html).not.toContain('<img');
  });

  it('renders only a part of a long list', () => {
    const html = markup(app({ flows: manyFlows(5000) }));
    expect(html.match(/data-testid="flow-row"/g)?.length).toBeLessThan(100);
    expect(html).toContain('aria-setsize="5000"');
  });

  it('counts flows that went or cannot be read', () => {
    const text = visibleText(app({ flows: SAMPLES, recording: { on: true, dropped: 1 }, rejected: 2 }));
    expect(text).toContain('the 1 oldest flow went');
    expect(text).toContain('2 recorded flows cannot be read by this version');
  });

  it('says why storage cannot be read, and offers to try again', () => {
    expect(visibleText(app({ status: 'unreadable', failure: 'Access denied.' }))).toContain(
      'The recording cannot be read. Access denied. Try again',
    );
  });

  it('offers a sample and the import where there is nothing yet', () => {
    expect(markup(app({}))).toContain('data-testid="open-sample"');
    expect(markup(app({}))).toContain('data-testid="open-file"');
    expect(markup(app({ flows: SAMPLES }))).not.toContain('data-testid="open-sample"');
  });

  it('shows an opened capture in place of the recording, and says so', () => {
    const recordingStore = {
      state: () => ({
        status: 'ready' as const,
        recording: { on: true, dropped: 0 },
        flows: [],
        rejected: 0,
      }),
      subscribe: () => () => {},
      read: async () => {},
      configure: () => {},
    };
    const file = {
      name: 'ticket.har',
      warnings: [],
      redacted: false,
      store: { ...recordingStore, state: () => ({ ...recordingStore.state(), flows: SAMPLES }) },
    };
    const host = { version: '0.1.0', send: async () => {}, inspectedTab: 7 };
    const node = <App store={recordingStore} host={host} opened={{ files: [file], at: 0 }} />;
    expect(visibleText(node)).toContain('ticket.har : 4 flows, not recorded here. Recording goes on.');
    expect(markup(node)).toMatch(/data-testid="clear"[^>]* disabled/);
    expect(markup(node)).not.toContain('data-testid="scope"');
    const other = { ...file, name: 'other.har', warnings: ['log.entries[3] was left out'] };
    const several = <App store={recordingStore} host={host} opened={{ files: [file, other], at: 1 }} />;
    expect(visibleText(several)).toContain(
      'ticket.har: 4 flows other.har: 4 flows of 2 files, not recorded here',
    );
    expect(visibleText(several)).toContain('1 note on reading other.har log.entries[3] was left out');
  });
});
