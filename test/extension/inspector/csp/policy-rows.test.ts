import { describe, expect, it } from 'vitest';
import type { FormActionPolicy } from '../../../../src/core/csp/index.ts';
import { policyRows } from '../../../../src/extension/inspector/csp/policy-rows.ts';
import { hop } from '../samples.ts';

const IDP = 'https://idp.int.identitysandbox.gov/sign_up/completed';
const HOPS = [hop('a', IDP), hop('b', 'https://sp.example.gov/cb'), hop('c', 'https://app.other.gov/')];

const sent = (value: string, more: Partial<FormActionPolicy> = {}): FormActionPolicy => ({
  value,
  disposition: 'enforce',
  ...more,
});

/** Ids in place of hops. */
function rows(...policies: readonly FormActionPolicy[]) {
  const ids = (of: readonly { id: string }[] = []) => of.map(({ id }) => id).join(' ');
  return policyRows(IDP, policies, HOPS).map(({ formAction }) => ({
    sources: formAction?.sources.map(
      ({ text, covers }) => `${text} | ${ids(covers.chromium)} | ${ids(covers.firefox)}`,
    ),
    uncovered: `${ids(formAction?.uncovered.chromium)} | ${ids(formAction?.uncovered.firefox)}`,
    obeyedBy: formAction?.obeyedBy,
  }));
}

describe('policyRows', () => {
  it('names the hops that each source covers in either browser, and those that none covers', () => {
    expect(rows(sent("form-action 'self' https://sp.example.gov"))).toEqual([
      {
        sources: ["'self' | a | a", 'https://sp.example.gov | b | '],
        uncovered: 'c | ',
        obeyedBy: { chromium: true, firefox: true },
      },
    ]);
  });

  it('leaves a policy without form-action as it is', () => {
    expect(rows(sent("default-src 'none'"))).toEqual([
      { sources: undefined, uncovered: ' | ', obeyedBy: undefined },
    ]);
  });

  it('pairs the policies of several values', () => {
    const found = rows(sent("form-action *, form-action 'none'"), sent("form-action 'self'"));
    expect(found.map(({ uncovered }) => uncovered)).toEqual([' | ', 'a b c | a', 'b c | ']);
  });

  it('says which browser reads a meta content with commas differently', () => {
    const [first, second] = rows(sent("form-action 'self', form-action *", { from: 'meta' }));
    expect(first?.obeyedBy).toEqual({ chromium: true, firefox: false });
    expect(second?.obeyedBy).toEqual({ chromium: true, firefox: false });
  });

  it('shows a directive that Firefox alone obeys', () => {
    const [policy] = rows(sent("form-action é; form-action 'none'"));
    expect(policy).toEqual({
      sources: ["'none' |  | "],
      uncovered: ' | a',
      obeyedBy: { chromium: false, firefox: true },
    });
  });
});
