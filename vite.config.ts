import { copyFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

/** The manifest stands at the top level and is copied unchanged: one manifest for every browser. */
const copyManifest: Plugin = {
  name: 'copy-manifest',
  writeBundle: () => copyFileSync('manifest.json', 'dist/manifest.json'),
};

export default defineConfig({
  plugins: [copyManifest],
  build: {
    target: 'es2022',
    modulePreload: false,
    sourcemap: true,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      external: [...builtinModules.map((name) => `node:${name}`)],
      input: {
        background: 'src/extension/background/main.ts',
        devtools: 'src/extension/devtools/main.ts',
        inspector: 'src/extension/inspector/main.tsx',
        'page-reader': 'src/extension/content/page-reader.ts',
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
});
