import type { Engine } from '../model/index.ts';
import { type MatchContext, matchesSource } from './match-source.ts';
import {
  type Directive,
  formActionDirective,
  type Policy,
  parsePolicies,
  parsePolicy,
} from './parse-policies.ts';
import { type RequestUrl, requestUrl, selfOrigin, upgraded } from './request-url.ts';
import { parseSourceList, type SourceExpression } from './source-expression.ts';

/** A navigation that a form submission started. */
export interface FormActionRequest {
  /** URL of the document that held the form. */
  readonly documentUrl: string;
  /** Each a header field value or a meta content as sent: a comma-separated list of serialized policies. */
  readonly policies: readonly FormActionPolicy[];
  /** URL the form submits to. */
  readonly target: string;
  /** Absolute URLs of the redirects that followed, in order. */
  readonly redirects: readonly string[];
  readonly engine: Engine;
}

export interface FormActionPolicy {
  readonly value: string;
  readonly disposition: 'enforce' | 'report';
  /** Header when absent. Firefox does not split a meta content at commas. */
  readonly from?: 'header' | 'meta';
}

export interface FormActionVerdict {
  /** 0 = the target, n = the n-th redirect, null = every hop allowed. */
  readonly blockedAt: number | null;
  /** The refused URL. */
  readonly url?: string;
  /** Serialized policy that refuses it. */
  readonly policy?: string;
  /** Its form-action directive, as sent. */
  readonly directive?: string;
}

/** One URL of a form's navigation, to be held against one policy. */
export interface FormActionHop {
  readonly documentUrl: string;
  readonly url: string;
  /** A redirect came before. */
  readonly redirected: boolean;
  readonly engine: Engine;
}

/** `ungoverned`: the policy has no form-action, the engine does not apply it to this hop, or this is no URL. */
export type FormActionCoverage =
  | { readonly kind: 'ungoverned' }
  | { readonly kind: 'covered'; readonly source: SourceExpression }
  | { readonly kind: 'refused'; readonly directive: Directive };

/**
 * Which hop of a form's navigation the browser refuses: CSP Level 3, section 6.4.1 (form-action pre-navigation
 * check). Every enforced policy must allow a hop; report-only ones refuse nothing and default-src is no fallback.
 * Chromium asks for the target and for each redirect, Firefox for the target alone. Never throws: at a URL that
 * cannot be parsed the navigation ends without a question to any policy.
 */
export function judgeFormAction(request: FormActionRequest): FormActionVerdict {
  const { engine } = request;
  const policies = enforcedPolicies(request);
  const governing = policies.flatMap((policy) => governed(policy, engine));
  const self = selfOrigin(request.documentUrl, engine);
  for (const [index, { text, url }] of checkedHops(request, policies).entries()) {
    const context = { url, self, redirected: index > 0, engine };
    const refusing = governing.find(({ sources }) => coveringSource(sources, context) === null);
    if (refusing !== undefined) {
      return {
        blockedAt: index,
        url: text,
        policy: refusing.policy.text,
        directive: refusing.directive.text,
      };
    }
  }
  return { blockedAt: null };
}

/** Which source of a policy covers one hop, or that none does. */
export function coverFormAction(policy: Policy, hop: FormActionHop): FormActionCoverage {
  const [rule] = governed(policy, hop.engine);
  if (rule === undefined || (hop.engine === 'firefox' && hop.redirected)) return { kind: 'ungoverned' };
  const { documentUrl, redirected, engine } = hop;
  const url = requestUrl(hop.url, engine, documentUrl) ?? requestUrl(hop.url, engine);
  if (url === null) return { kind: 'ungoverned' };
  const self = selfOrigin(documentUrl, engine);
  const source = coveringSource(rule.sources, { url, self, redirected, engine });
  return source === null ? { kind: 'refused', directive: rule.directive } : { kind: 'covered', source };
}

/** The sources of a policy's form-action as the engine reads them; null without form-action: anything goes. */
export function formActionSources(policy: Policy, engine: Engine): readonly SourceExpression[] | null {
  const directive = formActionDirective(policy, engine);
  return directive === null ? null : parseSourceList(directive.value, engine);
}

interface GoverningPolicy {
  readonly policy: Policy;
  readonly directive: Directive;
  readonly sources: readonly SourceExpression[];
}

function enforcedPolicies({ policies, engine }: FormActionRequest): readonly Policy[] {
  return policies
    .filter(({ disposition }) => disposition === 'enforce')
    .flatMap(({ value, from }) =>
      engine === 'firefox' && from === 'meta' ? [parsePolicy(value)] : parsePolicies(value),
    );
}

/** Empty or one. */
function governed(policy: Policy, engine: Engine): readonly GoverningPolicy[] {
  const directive = formActionDirective(policy, engine);
  if (directive === null) return [];
  return [{ policy, directive, sources: parseSourceList(directive.value, engine) }];
}

interface CheckedHop {
  /** As given. */
  readonly text: string;
  readonly url: RequestUrl;
}

function checkedHops(request: FormActionRequest, policies: readonly Policy[]): readonly CheckedHop[] {
  const { documentUrl, target, redirects, engine } = request;
  const hops: CheckedHop[] = [];
  let base = documentUrl;
  for (const text of engine === 'firefox' ? [target] : [target, ...redirects]) {
    const url = requestUrl(text, engine, base) ?? requestUrl(text, engine);
    if (url === null) break;
    hops.push({ text, url: hops.length === 0 && upgrades(policies) ? upgraded(url) : url });
    base = url.href;
  }
  return hops;
}

function upgrades(policies: readonly Policy[]): boolean {
  return policies.some(({ directives }) =>
    directives.some(({ name }) => name === 'upgrade-insecure-requests'),
  );
}

/** Section 6.7.2.7: does URL match source list. */
function coveringSource(
  sources: readonly SourceExpression[],
  context: MatchContext,
): SourceExpression | null {
  return sources.find((source) => matchesSource(source, context)) ?? null;
}
