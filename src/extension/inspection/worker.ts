import { serveInspections } from './serve.ts';

/** The inspector's worker: decoding and rules, which may take long over a hostile request, stay out of the panel. */
serveInspections(self);
