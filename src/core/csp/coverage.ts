import {
  checkedHops,
  coveringSource,
  type FormActionPolicy,
  type FormActionRequest,
  sentPolicies,
} from './form-action.ts';
import { matchesSource } from './match-source.ts';
import { type Directive, formActionDirective, type Policy } from './parse-policies.ts';
import { parseSourceList, type SourceExpression } from './source-expression.ts';

/** How the policies of a form's page bear on each hop of the navigation, in one engine. */
export interface NavigationCoverage {
  /** How many hops, from the target on, the engine holds against the policies. */
  readonly checked: number;
  /** As the engine splits the values: report-only ones, which refuse nothing, among them. */
  readonly policies: readonly PolicyCoverage[];
}

export interface PolicyCoverage {
  readonly policy: Policy;
  /** The header field value or meta content that it stands in. */
  readonly sent: FormActionPolicy;
  /** The form-action directive that the engine obeys; null where the policy leaves forms alone. */
  readonly directive: Directive | null;
  /** In order. Of a list that no person wrote, the first ones. */
  readonly sources: readonly SourceCoverage[];
  /** By checked hop, 0 the target: the first source that covers it, null where none does. Empty without a directive. */
  readonly coveredBy: readonly (SourceExpression | null)[];
}

export interface SourceCoverage {
  readonly source: SourceExpression;
  /** Checked hops that it covers, whether or not another does. */
  readonly covers: readonly number[];
}

/** Sources beyond this number of one policy are not listed; Login.gov sends one for each redirect URI. */
const MOST_SOURCES = 500;

/**
 * Which source of which policy covers which hop: CSP Level 3, sections 6.4.1 and 6.7.2.7, over the whole chain. Hops
 * after a refused one are asked about, too, so that everything that is missing is known at once. The first hop that
 * an enforced policy does not cover is the one that `judgeFormAction` names.
 */
export function coverNavigation(request: FormActionRequest): NavigationCoverage {
  const { engine } = request;
  const contexts = checkedHops(request).map(({ context }) => context);
  const policies = sentPolicies(request).map(({ policy, sent }): PolicyCoverage => {
    const directive = formActionDirective(policy, engine);
    if (directive === null) return { policy, sent, directive, sources: [], coveredBy: [] };
    const sources = parseSourceList(directive.value, engine);
    return {
      policy,
      sent,
      directive,
      sources: sources.slice(0, MOST_SOURCES).map((source) => ({
        source,
        covers: contexts.flatMap((context, at) => (matchesSource(source, context) ? [at] : [])),
      })),
      coveredBy: contexts.map((context) => coveringSource(sources, context)),
    };
  });
  return { checked: contexts.length, policies };
}
