import { useEffect, useState } from 'preact/hooks';
import type { Flow } from '../../../core/model/index.ts';
import type { ExportSettings, MadeExport } from '../../wire/export.ts';
import type { Exporter } from './exporter.ts';

export type ExportState =
  | { readonly kind: 'making' }
  | { readonly kind: 'made'; readonly made: MadeExport }
  | { readonly kind: 'failed'; readonly why: string };

/** The file for these flows, made anew whenever they or the settings change. */
export function useExport(exporter: Exporter, flows: readonly Flow[], settings: ExportSettings): ExportState {
  const [state, setState] = useState<ExportState>({ kind: 'making' });
  useEffect(() => {
    let current = true;
    setState({ kind: 'making' });
    exporter.make(flows, settings).then(
      (made) => {
        if (current && made !== undefined) setState({ kind: 'made', made });
      },
      (error: unknown) => {
        if (current)
          setState({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [exporter, flows, settings]);
  return state;
}
