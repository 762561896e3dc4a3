import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * What each part of the extension loads before it can begin, in bytes of gzip: its file, all that it imports
 * statically, and its style sheets. The build fails above a bound, so that no one has to look.
 */
const BOUNDS: Readonly<Record<string, number>> = {
  inspector: 120_000,
  // Loaded beside the inspector, which shows itself and the recorded flows without it.
  'inspection-worker': 120_000,
  background: 80_000,
};

type Bundle = Parameters<Extract<Plugin['writeBundle'], (...given: never) => unknown>>[1];

export const boundFirstLoads: Plugin = {
  name: 'bound-first-loads',
  writeBundle(_, bundle) {
    for (const [name, bound] of Object.entries(BOUNDS)) {
      const size = firstLoad(bundle, `${name}.js`);
      const line = `${name} loads ${kilobytes(size)} at first; at most ${kilobytes(bound)} are allowed`;
      if (size > bound) this.error(`${line}.`);
      this.info(line);
    }
  },
};

/** @throws when there is no such file */
export function firstLoad(bundle: Bundle, entry: string): number {
  const files = new Set([entry]);
  let size = 0;
  // The set grows while it is walked through.
  for (const name of files) {
    const file = bundle[name];
    if (file === undefined) throw new Error(`The build has no ${name}.`);
    size += gzipSync(file.type === 'chunk' ? file.code : file.source).length;
    if (file.type !== 'chunk') continue;
    for (const imported of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) {
      if (imported in bundle) files.add(imported);
    }
  }
  return size;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
