import type { Evidence, Finding, FlowInspection } from '../../../core/model/index.ts';
import type { PolicyRows } from './policy-rows.ts';

/** The policy that a finding is about. */
export type PolicyMark =
  /** That of a form's page which does not allow this hop. */
  | { readonly policy: 'sent'; readonly hop: string }
  /** The one that is predicted from the portal configuration. */
  | { readonly policy: 'predicted' }
  /** That of this page. */
  | { readonly policy: 'of-page'; readonly url: string };

/** Undefined where the CSP view shows nothing of it, as for the policy of a page without a form. */
export function policyMark(
  { rule }: Pick<Finding, 'rule'>,
  { hop, at }: Evidence,
  { formActions, navigations }: Pick<FlowInspection, 'formActions' | 'navigations'>,
): PolicyMark | undefined {
  if (!rule.startsWith('csp-')) return undefined;
  if (at.part === 'url') {
    if (rule === 'csp-form-action-gap-predicted') return { policy: 'predicted' };
    const isRefused = formActions.some(({ chromium, firefox }) =>
      [chromium, firefox].some((block) => block?.hop === hop),
    );
    return isRefused ? { policy: 'sent', hop } : undefined;
  }
  if (at.part !== 'response-header' || at.name.toLowerCase() !== 'content-security-policy') return undefined;
  const url = navigations.flatMap(({ hops }) => hops).find(({ id }) => id === hop)?.url;
  const isShown = navigations.some(({ cause }) => cause.kind === 'form' && cause.document.url === url);
  return url !== undefined && isShown ? { policy: 'of-page', url } : undefined;
}

/** Index of the marked policy among those of the page at `url`; -1 where it is not among them. */
export function markedPolicy(
  rows: readonly PolicyRows[],
  url: string | undefined,
  mark?: PolicyMark,
): number {
  if (mark?.policy === 'of-page' && mark.url === url) {
    return rows.findIndex(({ formAction }) => formAction !== undefined);
  }
  if (mark?.policy !== 'sent') return -1;
  return rows.findIndex(
    ({ sent, formAction }) =>
      sent.disposition === 'enforce' &&
      [...(formAction?.uncovered.chromium ?? []), ...(formAction?.uncovered.firefox ?? [])].some(
        ({ id }) => id === mark.hop,
      ),
  );
}
