import { serveExports } from './serve.ts';

/** Replaces secrets and writes files: with a large recording that takes seconds, which the panel does not wait for. */
serveExports(self);
