import type { SamlRequest, Treatment } from '../model/index.ts';
import type { RuleContext } from '../rules/rule.ts';

/** Undefined for a request that Login.gov cannot read. */
export function treatSamlRequest(request: SamlRequest, _context: RuleContext): Treatment | undefined {
  return request.document === undefined ? undefined : { hop: request.hop, items: [] };
}
