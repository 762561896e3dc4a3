import type { OidcAuthorizeRequest, Treatment } from '../model/index.ts';
import type { RuleContext } from '../rules/rule.ts';

/** Effective service level and AAL, scopes, ignored values and parameters of an OIDC authorize request. */
export function treatOidcRequest(request: OidcAuthorizeRequest, _context: RuleContext): Treatment {
  return { hop: request.hop, items: [] };
}
