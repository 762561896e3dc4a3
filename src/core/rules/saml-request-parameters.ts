import { parameter, queryParameters } from '../decode/parameters.ts';
import { isReadable } from '../decode/saml-message.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { Evidence, SamlRequest } from '../model/index.ts';
import { clip, messageRule, type Rule, type RuleContext } from './rule.ts';

/** Rules about parameters of Login.gov's own beside a SAMLRequest. */

const on = 'saml-authn-request';

/** The last parameter of that name beside a request that Login.gov can read. */
function given(request: SamlRequest, name: string): string | undefined {
  const value = parameter(request.parameters, name);
  return value !== undefined && isReadable(request) ? value : undefined;
}

/** Where it stands: a posted request has parameters in its URL, too, and of two with one name those count. */
function evidence(request: SamlRequest, context: RuleContext, name: string): [Evidence] {
  const { hop, parameters } = request;
  const inQuery = queryParameters(context.hop(hop)?.url ?? '').some((candidate) => candidate.name === name);
  const actual = parameters.findLast((candidate) => candidate.name === name)?.value ?? '';
  return [{ hop, at: { part: inQuery ? 'query' : 'body', name }, actual }];
}

export const samlRequestParametersRules: readonly Rule[] = [
  messageRule({
    id: 'saml-prompt-create-ignored',
    severity: 'info',
    title: 'prompt=create not allow-listed',
    docs: [DOCS.samlAuthenticationRequest],
    needs: [],
    on,
    check: (request, context) => {
      if (given(request, 'prompt') !== 'create' || context.portal.create_prompt_allowed === true) {
        return undefined;
      }
      return {
        summary:
          'prompt=create works only for applications that Login.gov has put on a list, and this one is not on it: people see the page to sign in, not the one to create an account.',
        fix: 'Leave prompt out, or ask Login.gov to put the application on its list.',
        evidence: evidence(request, context, 'prompt'),
      };
    },
  }),
  messageRule({
    id: 'saml-prompt-other-ignored',
    severity: 'info',
    title: 'prompt value without meaning in SAML',
    docs: [DOCS.samlAuthenticationRequest],
    on,
    check: (request, context) => {
      const prompt = given(request, 'prompt');
      if (prompt === undefined || prompt === 'create') return undefined;
      return {
        summary: `Beside a SAML request Login.gov understands no other prompt than "create" and ignores "${clip(prompt)}".`,
        fix: 'Leave prompt out; in SAML, ForceAuthn="true" has people sign in again.',
        evidence: evidence(request, context, 'prompt'),
      };
    },
  }),
  messageRule({
    id: 'saml-skip-encryption',
    severity: 'info',
    title: 'skip_encryption parameter',
    docs: [DOCS.samlAuthenticationResponse],
    needs: [],
    on,
    check: (request, context) => {
      if (given(request, 'skip_encryption') === undefined) return undefined;
      const plain = context.portal.block_encryption === 'none';
      return {
        summary: `Login.gov heeds skip_encryption only for a few applications that it has put on a list${plain ? '; this one is registered without encryption anyway' : ', and encrypts the response of any other'}.`,
        fix: 'Leave skip_encryption out, and decrypt the response with the key of the registered certificate.',
        evidence: evidence(request, context, 'skip_encryption'),
      };
    },
  }),
];
