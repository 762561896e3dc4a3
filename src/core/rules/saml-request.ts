import { isReadable } from '../decode/saml-message.ts';
import type { Evidence, SamlRequest, SamlRequestDocument } from '../model/index.ts';
import { type MessageRule, messageRule, type RuleContext, type Verdict, type Violation } from './rule.ts';

/** What the rules about any readable SAML request share. */

export const ANY_REQUEST = ['saml-authn-request', 'saml-logout-request'] as const;

interface Found extends Pick<Violation, 'summary' | 'fix' | 'values' | 'severity'> {
  readonly at: Evidence['at'];
  readonly actual?: string | undefined;
  readonly expected?: string;
}

/** A rule over the XML of a request that Login.gov can read. */
export function samlRequestRule(
  facts: Omit<MessageRule, 'on' | 'check'> & {
    readonly on: (typeof ANY_REQUEST)[number] | readonly (typeof ANY_REQUEST)[number][];
    readonly find: (
      document: SamlRequestDocument,
      request: SamlRequest,
      context: RuleContext,
    ) => Found | undefined;
  },
): MessageRule {
  const { find, ...rule } = facts;
  return messageRule({
    ...rule,
    check: (request, context): Verdict => {
      const { document } = request;
      const found = document && isReadable(request) ? find(document, request, context) : undefined;
      return found && toViolation(request, found);
    },
  });
}

/** A violation with one piece of evidence. */
export function toViolation(request: SamlRequest, { at, actual, expected, ...texts }: Found): Violation {
  const evidence: Evidence = {
    hop: request.hop,
    at,
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
  };
  return { ...texts, evidence: [evidence] };
}

/** Where a parameter of the request stands. */
export function inParameters({ binding }: SamlRequest, name: string): Evidence['at'] {
  return { part: binding === 'HTTP-Redirect' ? 'query' : 'body', name };
}
