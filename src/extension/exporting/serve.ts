import { inspect } from '../../core/inspect.ts';
import type { Flow } from '../../core/model/index.ts';
import { EXPORTS, renderExport } from '../../formats/export.ts';
import { redactCapture } from '../../formats/redaction/index.ts';
import type { ExportAnswer, ExportRequest, ExportSettings, MadeExport } from '../wire/export.ts';

/** Characters of a file that are shown before it leaves. */
const SHOWN = 60_000;

/** The end of a channel: a worker's global scope, or one of two ports. */
export interface Channel {
  postMessage(answer: ExportAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ExportRequest }) => void): void;
}

/** Makes the files that the other end of the channel asks for. */
export function serveExports(channel: Channel): void {
  let call = 0;
  let flows: Flow[] = [];
  channel.addEventListener('message', ({ data: request }) => {
    if (request.call !== call) {
      // Whoever asks anew does not wait for what was asked before.
      call = request.call;
      flows = [];
    }
    if (request.kind === 'flow') {
      flows.push(request.flow);
      return;
    }
    void make(flows, request.settings).then(
      (made) => channel.postMessage({ call: request.call, made }),
      (error: unknown) => {
        const failure = error instanceof Error ? error.message : String(error);
        channel.postMessage({ call: request.call, failure });
      },
    );
  });
}

async function make(flows: readonly Flow[], settings: ExportSettings): Promise<MadeExport> {
  const { format, options, inspection } = settings;
  const recorded = { version: 1, flows } as const;
  const { capture, replaced } = options.redacted
    ? await redactCapture(recorded, inspection)
    : { capture: recorded, replaced: [] };
  const text = renderExport(format, capture, await inspect(capture, inspection), options);
  return {
    file: new Blob([text], { type: EXPORTS[format].type }),
    beginning: text.slice(0, SHOWN),
    characters: text.length,
    replaced,
  };
}
