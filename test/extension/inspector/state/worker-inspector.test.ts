import { afterEach, describe, expect, it } from 'vitest';
import { createInspector } from '../../../../src/core/inspect.ts';
import { serveInspections } from '../../../../src/extension/inspection/serve.ts';
import { createWorkerInspector } from '../../../../src/extension/inspector/state/worker-inspector.ts';
import { CLIENT, refusedFlow, samlFlow } from '../samples.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The two ends as in the browser: all that passes is cloned. */
function connected() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  serveInspections(port1);
  port1.start();
  port2.start();
  return createWorkerInspector(port2);
}

describe('an inspector in a worker', () => {
  it('finds what one in the page finds', async () => {
    const [there, here] = [connected(), createInspector()];
    for (const inspector of [there, here]) for (const flow of [samlFlow, refusedFlow]) inspector.put(flow);
    for (const { id } of [samlFlow, refusedFlow]) {
      const found = await there.inspect(id);
      expect(found?.findings.length).toBeGreaterThan(0);
      expect(found).toEqual(await here.inspect(id));
    }
  });

  it('inspects the flow as it was last put, and none that was removed', async () => {
    const inspector = connected();
    inspector.put(refusedFlow);
    const shorter = { ...refusedFlow, navigations: refusedFlow.navigations.slice(0, 1) };
    inspector.put(shorter);
    expect((await inspector.inspect(refusedFlow.id))?.navigations).toBe(shorter.navigations);
    inspector.remove(refusedFlow.id);
    expect(await inspector.inspect(refusedFlow.id)).toBeUndefined();
  });

  it('sends what changed of a flow, and inspects the whole', async () => {
    const sent: unknown[] = [];
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    serveInspections(port1);
    port1.start();
    port2.start();
    const there = createWorkerInspector({
      addEventListener: port2.addEventListener.bind(port2),
      postMessage: (request) => {
        if (request.kind === 'put') sent.push(request.navigations);
        port2.postMessage(request);
      },
    });
    const here = createInspector();
    const [first, second] = refusedFlow.navigations;
    if (first === undefined || second === undefined) throw new Error('The flow is too short.');
    const shorter = { ...second, hops: second.hops.slice(0, -1) };
    const more = { ...first, hops: first.hops.slice(1) };
    const states = [[first], [first, shorter], [first, second], [more, second], [more], [more, second]];
    for (const navigations of states) {
      for (const inspector of [there, here]) inspector.put({ ...refusedFlow, navigations });
      expect(await there.inspect(refusedFlow.id)).toEqual(await here.inspect(refusedFlow.id));
    }
    expect(sent).toEqual([[first], [null, shorter], [null, second], [more, null], [null], [null, second]]);
    there.remove(refusedFlow.id);
    there.put(refusedFlow);
    expect(sent.at(-1)).toEqual(refusedFlow.navigations);
  });

  it('inspects with the options that it was given', async () => {
    const [there, here] = [connected(), createInspector()];
    for (const inspector of [there, here]) {
      inspector.configure({ now: 0, portals: [{ issuer: CLIENT, redirect_uris: [] }] });
      inspector.put(refusedFlow);
    }
    const found = await there.inspect(refusedFlow.id);
    expect(found).toEqual(await here.inspect(refusedFlow.id));
    expect(found?.findings.map(({ rule }) => rule)).toContain('oidc-redirect-uri-not-registered');
  });

  it('says for each flow that its worker did not start', async () => {
    const { port1, port2: worker } = new MessageChannel();
    open.push(port1, worker);
    const inspector = createWorkerInspector(worker);
    inspector.put(samlFlow);
    const asked = inspector.inspect(samlFlow.id);
    worker.dispatchEvent(new Event('error'));
    await expect(asked).rejects.toThrow('The worker that inspects failed.');
    await expect(inspector.inspect(samlFlow.id)).rejects.toThrow('The worker that inspects failed.');
  });
});
