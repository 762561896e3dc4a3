import { isReadable } from '../decode/saml-message.ts';
import { AUTH_ONLY, PASSWORD_CLASS_REFS, VALID_AUTHN_CONTEXTS, VERIFIED } from '../login-gov/acr-values.ts';
import type { FixValue, SamlRequestDocument } from '../model/index.ts';
import { type MessageRule, messageRule, type RuleContext, type Violation } from './rule.ts';

/** What the rules about AuthnContextClassRef share. */

const CLASS_REF = 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef';
const REQUESTED_ATTRIBUTES = 'http://idmanagement.gov/ns/requested_attributes?ReqAttr=';

/** Misspelt values beyond this number get no suggestion. */
export const MAX_GUESSES = 20;

export const SERVICE_LEVEL_FIX = `Send one service level as AuthnContextClassRef: ${AUTH_ONLY} to sign in only, or ${VERIFIED} for identity proofing.`;

/** The class references of a request, sorted out as Login.gov does. */
interface ClassRefs {
  /** Every one, in document order, white space kept. */
  readonly all: readonly string[];
  /** Those that do not name requested attributes: the catalogue's C. */
  readonly contexts: readonly string[];
  /** Those of them that Login.gov accepts: C ∩ V. */
  readonly accepted: readonly string[];
  /** Whether Login.gov accepts a value: the catalogue's V. */
  readonly isValid: (ref: string) => boolean;
  readonly stepUp: boolean;
  readonly comparison: string;
}

const sortedOut = new WeakMap<SamlRequestDocument, ClassRefs>();

/** More than a dozen rules need them, so they are sorted out once. */
function classRefsOf(document: SamlRequestDocument): ClassRefs {
  const refs = sortedOut.get(document) ?? sortOut(document);
  sortedOut.set(document, refs);
  return refs;
}

function sortOut({ classRefs: all, comparison = 'exact' }: SamlRequestDocument): ClassRefs {
  const stepUp = comparison === 'minimum' || comparison === 'better';
  const isValid = (ref: string) =>
    VALID_AUTHN_CONTEXTS.has(ref) || (stepUp && PASSWORD_CLASS_REFS.includes(ref));
  const contexts = all.filter((ref) => !ref.includes(REQUESTED_ATTRIBUTES));
  return { all, contexts, accepted: contexts.filter(isValid), isValid, stepUp, comparison };
}

interface Found extends Pick<Violation, 'summary' | 'fix'> {
  readonly actual?: string;
  readonly expected?: string;
  readonly values?: readonly FixValue[];
  readonly at?: string;
}

/** A rule over the class references of a readable AuthnRequest. */
export function classRefRule(
  facts: Omit<MessageRule, 'on' | 'check'> & {
    readonly find: (refs: ClassRefs, context: RuleContext) => Found | undefined;
  },
): MessageRule {
  const { find, ...rule } = facts;
  return messageRule({
    ...rule,
    on: 'saml-authn-request',
    check: (request, context) => {
      const { document } = request;
      if (document === undefined || !isReadable(request)) return undefined;
      const found = find(classRefsOf(document), context);
      if (found === undefined) return undefined;
      const { summary, fix, values, actual, expected, at } = found;
      return {
        summary,
        fix,
        ...(values !== undefined && { values }),
        evidence: [
          {
            hop: request.hop,
            at: { part: 'xml', name: at ?? CLASS_REF },
            ...(actual !== undefined && { actual }),
            ...(expected !== undefined && { expected }),
          },
        ],
      };
    },
  });
}

export const asElement = (value: string): FixValue => ({ label: 'AuthnContextClassRef', value });
export const isUnrecognised = ({ contexts, accepted }: ClassRefs) =>
  contexts.length > 0 && accepted.length === 0;
