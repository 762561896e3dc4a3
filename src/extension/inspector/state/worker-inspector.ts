import type { Inspector } from '../../../core/inspect.ts';
import type { Flow, FlowInspection } from '../../../core/model/index.ts';
import type { InspectionAnswer, InspectionRequest } from '../../wire/inspection.ts';

/** The worker, or one of two ports. */
export interface Channel {
  postMessage(request: InspectionRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: InspectionAnswer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

interface Call {
  readonly flow: Flow;
  readonly resolve: (inspection: FlowInspection | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * An inspector that works at the other end of the channel, in a worker, and keeps the page free meanwhile.
 * `inspect` rejects when the inspection fails or the worker did not start.
 */
export function createWorkerInspector(channel: Channel): Inspector {
  const flows = new Map<Flow['id'], Flow>();
  const calls = new Map<number, Call>();
  let lastCall = 0;
  let broken: Error | undefined;

  channel.addEventListener('message', ({ data: answer }) => {
    const call = calls.get(answer.call);
    calls.delete(answer.call);
    if (call === undefined) return;
    if ('failure' in answer) call.reject(new Error(answer.failure));
    else call.resolve(answer.inspection && { ...answer.inspection, navigations: call.flow.navigations });
  });
  channel.addEventListener('error', ({ message }) => {
    broken = new Error(`The worker that inspects failed${message ? `: ${message}` : '.'}`);
    for (const { reject } of calls.values()) reject(broken);
    calls.clear();
  });

  return {
    put(flow) {
      const { navigations, ...rest } = flow;
      const before = flows.get(flow.id)?.navigations ?? [];
      flows.set(flow.id, flow);
      const changed = navigations.map((navigation, at) => (navigation === before[at] ? null : navigation));
      channel.postMessage({ kind: 'put', flow: rest, navigations: changed });
    },
    remove(id) {
      flows.delete(id);
      channel.postMessage({ kind: 'remove', id });
    },
    configure(options) {
      channel.postMessage({ kind: 'configure', options });
    },
    async inspect(id) {
      if (broken !== undefined) throw broken;
      const flow = flows.get(id);
      if (flow === undefined) return undefined;
      lastCall += 1;
      const call = lastCall;
      return new Promise((resolve, reject) => {
        calls.set(call, { flow, resolve, reject });
        channel.postMessage({ kind: 'inspect', id, call });
      });
    },
  };
}
