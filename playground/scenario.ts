import type { OutcomeKind } from '../src/core/model/inspection.ts';

/** One story to click through, with what the product must say about it in each browser. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What is special about it and what to expect, in plain words. */
  readonly description: string;
  readonly protocol: 'oidc' | 'saml';
  /** Host of the identity provider. */
  readonly environment: string;
  /** URL behind the start link of the scenario page. */
  readonly start: string;
  readonly steps: readonly Step[];
  /** How many flows (sign-ins and sign-outs) it makes; `expected` describes the last, the others are spotless. */
  readonly flows: number;
  readonly expected: { readonly chromium: Expected; readonly firefox: Expected };
}

/** An element to wait for and click. */
export interface Step {
  readonly click: string;
  readonly says: string;
}

export interface Expected {
  readonly outcome: OutcomeKind;
  /** Exact URL, without its query, of the redirect that the browser refuses. */
  readonly refusedUrl?: string;
  /** Ids of all rules of severity error or warning that must be found, without any others. */
  readonly rules: readonly string[];
  /** Element of the last page; absent where the browser refuses to leave the page before. */
  readonly sees?: string;
}
