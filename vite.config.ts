import { copyFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { boundFirstLoads } from './scripts/first-loads.ts';
import { ClosingLineReporter } from './test/support/closing-line-reporter.ts';

const NODE_MODULES = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** The manifest stands at the top level and is copied unchanged: one manifest for every browser. */
const copyManifest: Plugin = {
  name: 'copy-manifest',
  writeBundle: () => copyFileSync('manifest.json', 'dist/manifest.json'),
};

export default defineConfig({
  plugins: [copyManifest, boundFirstLoads],
  build: {
    target: 'es2022',
    modulePreload: false,
    sourcemap: true,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      external: NODE_MODULES,
      input: {
        background: 'src/extension/background/main.ts',
        devtools: 'src/extension/devtools/main.ts',
        inspector: 'src/extension/inspector/main.tsx',
        'inspection-worker': 'src/extension/inspection/worker.ts',
        'import-worker': 'src/extension/inspection/import-worker.ts',
        offscreen: 'src/extension/inspection/offscreen.ts',
        'export-worker': 'src/extension/exporting/worker.ts',
        send: 'src/extension/sending/main.ts',
        'page-reader': 'src/extension/content/page-reader.ts',
        'policy-reader': 'src/extension/content/policy-reader.ts',
        index: 'src/index.ts',
        'cli/main': 'src/cli/main.ts',
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
  test: {
    reporters: ['default', new ClosingLineReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['test/e2e/**/*.test.ts'],
          // Real browsers, one after the other: two at once would slow each other down.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // Firefox's remote agent answers so, now and then, where a page that is asked has just gone to another.
          retry: { count: 2, condition: /right-hand side of 'in' should be an object, got null/ },
        },
      },
    ],
  },
});
