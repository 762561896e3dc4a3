import * as v from 'valibot';
import { parseDeployment } from '../../formats/deployment/parse-deployment.ts';

/**
 * The deployments of Login.gov that the user named, in `storage.local`: the one thing that the extension keeps on
 * disk. The inspector writes them, the background script reads them.
 */
export const DEPLOYMENTS_KEY = 'deployments';

/** Most deployments that are kept. */
export const MAX_DEPLOYMENTS = 50;

/** The origins in a stored value; what is no origin of a deployment is left out. */
export function parseDeployments(stored: unknown): readonly string[] {
  const parsed = v.safeParse(v.array(v.unknown()), stored);
  if (!parsed.success) return [];
  const origins = parsed.output.slice(0, MAX_DEPLOYMENTS).flatMap((value) => {
    const deployment = typeof value === 'string' ? parseDeployment(value) : undefined;
    return deployment?.ok === true ? [deployment.origin] : [];
  });
  return [...new Set(origins)];
}
