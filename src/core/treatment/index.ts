import type { Treatment } from '../model/index.ts';
import type { RuleContext } from '../rules/rule.ts';
import { treatOidcRequest } from './oidc.ts';
import { treatSamlRequest } from './saml.ts';

/** What Login.gov does with each request of a flow that it can read. */
export function treatmentsOf(context: RuleContext): Treatment[] {
  return context.messages.flatMap((message) => {
    if (message.kind === 'oidc-authorize-request') return [treatOidcRequest(message, context)];
    if (message.kind === 'saml-authn-request') return [treatSamlRequest(message, context) ?? []].flat();
    return [];
  });
}
