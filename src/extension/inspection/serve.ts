import { createInspector } from '../../core/inspect.ts';
import type { Flow, FlowInspection, Navigation } from '../../core/model/index.ts';
import type { InspectionAnswer, InspectionRequest, InspectionWithoutFlow } from '../wire/inspection.ts';

/** The end of a channel: a worker's global scope, or one of two ports. */
export interface Channel {
  postMessage(answer: InspectionAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: InspectionRequest }) => void): void;
}

/** Inspects what the other end of the channel asks for, until the channel is gone. */
export function serveInspections(channel: Channel): void {
  const inspector = createInspector();
  const navigations = new Map<Flow['id'], readonly Navigation[]>();
  channel.addEventListener('message', ({ data: request }) => {
    switch (request.kind) {
      case 'put':
        return put(request);
      case 'remove':
        navigations.delete(request.id);
        return inspector.remove(request.id);
      case 'configure':
        return inspector.configure(request.options);
      case 'inspect':
        void inspector.inspect(request.id).then(
          (inspection) => channel.postMessage({ call: request.call, inspection: withoutFlow(inspection) }),
          (error: unknown) => channel.postMessage({ call: request.call, failure: messageOf(error) }),
        );
    }
  });

  function put({ flow, navigations: sent }: Extract<InspectionRequest, { readonly kind: 'put' }>): void {
    const before = navigations.get(flow.id) ?? [];
    const all = sent.flatMap((navigation, at) => navigation ?? before[at] ?? []);
    navigations.set(flow.id, all);
    inspector.put({ ...flow, navigations: all });
  }
}

function withoutFlow(inspection: FlowInspection | undefined): InspectionWithoutFlow | undefined {
  if (inspection === undefined) return undefined;
  const { navigations: _, ...rest } = inspection;
  return rest;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
