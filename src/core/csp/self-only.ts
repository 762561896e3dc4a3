import type { PolicyValue } from '../model/index.ts';
import { formActionSources } from './form-action.ts';
import { parsePolicies } from './parse-policies.ts';

/** Whether the enforced policies name form-action, and each that does names 'self' alone. */
export function allowsFormsToSelfOnly(policies: readonly PolicyValue[]): boolean {
  const lists = policies
    .filter(({ disposition }) => disposition === 'enforce')
    .flatMap(({ value }) => parsePolicies(value))
    .map((policy) => formActionSources(policy, 'chromium'))
    .filter((list) => list !== null);
  return lists.length > 0 && lists.every((list) => list.every(({ kind }) => kind === 'self'));
}
