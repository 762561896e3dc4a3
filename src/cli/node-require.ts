import { createRequire } from 'node:module';

/**
 * commander is CommonJS and fetches Node's own modules with `require`, which does not exist where the bundle, an
 * ES module, holds it. Imported before commander.
 */
Object.assign(globalThis, { require: createRequire(import.meta.url) });
