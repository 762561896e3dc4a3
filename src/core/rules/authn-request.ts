import { isReadable } from '../decode/saml-message.ts';
import { requestedAttributes } from '../login-gov/saml-attributes.ts';
import type { Evidence, SamlRequest, SamlRequestDocument } from '../model/index.ts';
import { type MessageRule, messageRule, type RuleContext, type Skip, type Violation } from './rule.ts';

/** What the rules about a readable AuthnRequest share. */

/** What a rule finds; its evidence stands in the XML at `at`, the path after `AuthnRequest/`. */
interface Found extends Pick<Violation, 'summary' | 'fix' | 'values' | 'severity'> {
  readonly at: string;
  readonly actual?: string | undefined;
  readonly expected?: string;
}

/** A rule over the document of an AuthnRequest that Login.gov can read. */
export function authnRequestRule(
  facts: Omit<MessageRule, 'on' | 'check'> & {
    readonly find: (
      document: SamlRequestDocument,
      context: RuleContext,
      request: SamlRequest,
    ) => Found | Skip | undefined;
  },
): MessageRule {
  const { find, ...rule } = facts;
  return messageRule({
    ...rule,
    on: 'saml-authn-request',
    check: (request, context) => {
      const { document } = request;
      if (document?.hasAuthnRequest !== true || !isReadable(request)) return undefined;
      const found = find(document, context, request);
      if (found === undefined || 'skip' in found) return found;
      const { at, actual, expected, ...violation } = found;
      const evidence: Evidence = {
        hop: request.hop,
        at: { part: 'xml', name: `AuthnRequest/${at}` },
        ...(actual !== undefined && { actual }),
        ...(expected !== undefined && { expected }),
      };
      return { ...violation, evidence: [evidence] };
    },
  });
}

const attributesOf = new WeakMap<SamlRequestDocument, { readonly names: readonly string[] | undefined }>();

/** The attributes that the document asks for; several rules need them, so they are taken apart once. */
export function attributesAskedBy(document: SamlRequestDocument): readonly string[] | undefined {
  let known = attributesOf.get(document);
  if (known === undefined) {
    known = { names: requestedAttributes(document.classRefs) };
    attributesOf.set(document, known);
  }
  return known.names;
}
