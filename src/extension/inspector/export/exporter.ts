import type { Flow } from '../../../core/model/index.ts';
import type { ExportAnswer, ExportRequest, ExportSettings, MadeExport } from '../../wire/export.ts';

/** The worker, or one of two ports. */
export interface Channel {
  postMessage(request: ExportRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ExportAnswer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

export interface Exporter {
  /** Undefined when another file was asked for meanwhile. Rejects when the worker fails. */
  make(flows: readonly Flow[], settings: ExportSettings): Promise<MadeExport | undefined>;
}

/** Milliseconds of work after which other work gets its turn. */
const SLICE = 20;

/** Has files made at the other end of the channel, in a worker. Flows are handed over a few at a time. */
export function createExporter(channel: Channel): Exporter {
  let call = 0;
  let waiting: { resolve(made: MadeExport | undefined): void; reject(error: Error): void } | undefined;
  let broken: Error | undefined;

  channel.addEventListener('message', ({ data: answer }) => {
    if (answer.call !== call) return;
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.made);
    waiting = undefined;
  });
  channel.addEventListener('error', ({ message }) => {
    broken = new Error(`The worker that exports failed${message ? `: ${message}` : '.'}`);
    waiting?.reject(broken);
    waiting = undefined;
  });

  return {
    async make(flows, settings) {
      if (broken !== undefined) throw broken;
      waiting?.resolve(undefined);
      waiting = undefined;
      call += 1;
      const own = call;
      let sliceStart = performance.now();
      for (const flow of flows) {
        channel.postMessage({ kind: 'flow', call: own, flow });
        if (performance.now() - sliceStart < SLICE) continue;
        await new Promise((resolve) => setTimeout(resolve));
        if (own !== call) return undefined;
        sliceStart = performance.now();
      }
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        channel.postMessage({ kind: 'make', call: own, settings });
      });
    },
  };
}
