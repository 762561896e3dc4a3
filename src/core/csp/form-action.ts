import type { Engine } from '../model/index.ts';
import { type MatchContext, matchesSource } from './match-source.ts';
import {
  type Directive,
  formActionDirective,
  type Policy,
  parsePolicies,
  parsePolicy,
} from './parse-policies.ts';
import { endsUnasked, requestUrl, selfOrigin, upgraded } from './request-url.ts';
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

/**
 * Which hop of a form's navigation the browser refuses: CSP Level 3, section 6.4.1 (form-action pre-navigation
 * check). Every enforced policy must allow a hop; report-only ones refuse nothing and default-src is no fallback.
 * Chromium asks for the target and for each redirect, Firefox for the target alone. Never throws: at a URL that
 * cannot be parsed, or that Chromium never lets a page navigate to, the navigation ends without a question to any
 * policy.
 */
export function judgeFormAction(request: FormActionRequest): FormActionVerdict {
  const { engine } = request;
  const governing = enforcedPolicies(request).flatMap((policy) => governed(policy, engine));
  for (const [index, { text, context }] of checkedHops(request).entries()) {
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

/** A policy, and which of the request's values it is in. */
export interface SentPolicy {
  readonly policy: Policy;
  readonly sent: FormActionPolicy;
}

/** Every policy as the engine splits the values, report-only ones among them. */
export function sentPolicies({ policies, engine }: FormActionRequest): readonly SentPolicy[] {
  return policies.flatMap((sent) => {
    const whole = engine === 'firefox' && sent.from === 'meta';
    const read = whole ? [parsePolicy(sent.value)] : parsePolicies(sent.value);
    return read.map((policy) => ({ policy, sent }));
  });
}

function enforcedPolicies(request: FormActionRequest): readonly Policy[] {
  const enforced = request.policies.filter(({ disposition }) => disposition === 'enforce');
  return sentPolicies({ ...request, policies: enforced }).map(({ policy }) => policy);
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
  readonly context: MatchContext;
}

/** The hops that the engine holds against the policies: the target and, in Chromium, each redirect. */
export function checkedHops(request: FormActionRequest): readonly CheckedHop[] {
  const { documentUrl, target, redirects, engine } = request;
  const self = selfOrigin(documentUrl, engine);
  const upgrade = upgrades(enforcedPolicies(request));
  const hops: CheckedHop[] = [];
  let base = documentUrl;
  for (const text of engine === 'firefox' ? [target] : [target, ...redirects]) {
    const url = requestUrl(text, engine, base) ?? requestUrl(text, engine);
    const redirected = hops.length > 0;
    if (url === null || (engine === 'chromium' && endsUnasked(url, self, redirected))) break;
    hops.push({
      text,
      context: { url: !redirected && upgrade ? upgraded(url) : url, self, redirected, engine },
    });
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
export function coveringSource(
  sources: readonly SourceExpression[],
  context: MatchContext,
): SourceExpression | null {
  return sources.find((source) => matchesSource(source, context)) ?? null;
}
