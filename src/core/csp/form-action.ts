import type { Engine } from '../model/index.ts';
import { decodePath, matchesSource } from './match-source.ts';
import {
  type Directive,
  formActionDirective,
  type Policy,
  parsePolicies,
  parsePolicy,
} from './parse-policies.ts';
import { type RequestUrl, requestUrl, selfOrigin } from './request-url.ts';
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

/** `ungoverned`: the policy has no form-action, or the engine does not apply it to this hop. */
export type FormActionCoverage =
  | { readonly kind: 'ungoverned' }
  | { readonly kind: 'covered'; readonly source: SourceExpression }
  | { readonly kind: 'refused'; readonly directive: Directive };

/**
 * Which hop of a form's navigation the browser refuses: CSP Level 3, section 6.4.1 (form-action pre-navigation
 * check). Every enforced policy must allow a hop; report-only ones refuse nothing and default-src is no fallback.
 * Chromium asks for the target and for each redirect, Firefox for the target alone. Never throws: a URL that
 * cannot be parsed matches no source.
 */
export function judgeFormAction(request: FormActionRequest): FormActionVerdict {
  const { engine } = request;
  const governing = enforcedPolicies(request).flatMap((policy) => governed(policy, engine));
  const self = selfOrigin(request.documentUrl);
  for (const [index, { text, url }] of checkedHops(request).entries()) {
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
  const source = coveringSource(rule.sources, {
    url: requestUrl(hop.url, hop.documentUrl),
    self: selfOrigin(hop.documentUrl),
    redirected: hop.redirected,
    engine: hop.engine,
  });
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
  readonly text: string;
  readonly url: RequestUrl | null;
}

function checkedHops({ documentUrl, target, redirects, engine }: FormActionRequest): readonly CheckedHop[] {
  const hops: CheckedHop[] = [];
  let base = documentUrl;
  for (const text of engine === 'firefox' ? [target] : [target, ...redirects]) {
    const url = requestUrl(text, base) ?? requestUrl(text);
    hops.push({ text, url });
    base = url?.href ?? base;
  }
  return hops;
}

interface Hop {
  readonly url: RequestUrl | null;
  readonly self: RequestUrl | null;
  readonly redirected: boolean;
  readonly engine: Engine;
}

/** Section 6.7.2.7: does URL match source list. */
function coveringSource(
  sources: readonly SourceExpression[],
  { url, ...rest }: Hop,
): SourceExpression | null {
  if (url === null) return null;
  const context = { ...rest, url, path: decodePath(url.path, rest.engine) };
  return sources.find((source) => matchesSource(source, context)) ?? null;
}
