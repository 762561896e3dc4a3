import type { Flow, Navigation } from './capture.ts';
import type { Message } from './message.ts';

/** Conclusions about a capture, recomputed from it at will; plain JSON. */
export interface Inspection {
  readonly flows: readonly FlowInspection[];
}

export interface FlowInspection {
  readonly id: Flow['id'];
  /** `oidc`, `saml`, or `unknown` when no request could be read. */
  readonly protocol: 'oidc' | 'saml' | 'unknown';
  /** client_id or Issuer of the request that started the flow. */
  readonly client?: string;
  /** Milliseconds since 1970 UTC of the first hop. */
  readonly startedAt?: number;
  readonly outcome: Outcome;
  readonly navigations: readonly Navigation[];
  readonly messages: readonly Message[];
  /** Errors first, then warnings, then infos; in the order of the hops within each. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
  /** form-action judged for each navigation that a form started and whose policies were seen. */
  readonly formActions: readonly FormActionJudgement[];
}

/** How the flow ended, in one sentence that names the place. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly summary: string;
  /** Id of the hop where it ended. */
  readonly hop?: string;
}

export type OutcomeKind =
  | 'refused-by-browser'
  | 'refused-by-login-gov'
  | 'signed-in'
  | 'signed-out'
  | 'cancelled'
  | 'network-error'
  | 'unfinished';

export type Severity = 'error' | 'warning' | 'info';

/** What a rule says about a message, a hop or a flow. */
export interface Finding {
  /** Id in the rule catalogue. */
  readonly rule: string;
  readonly severity: Severity;
  /** The failing state in a few words. */
  readonly title: string;
  /** What is wrong here, with the actual values. */
  readonly summary: string;
  /** What a person does about it, in the imperative. */
  readonly fix: string;
  /** Values to copy, e.g. the redirect URI to register. */
  readonly values?: readonly FixValue[];
  /** URLs of pages on developers.login.gov. */
  readonly docs: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface FixValue {
  readonly label: string;
  readonly value: string;
}

export interface Evidence {
  /** Id of the hop. */
  readonly hop: string;
  readonly at: EvidencePlace;
  readonly actual?: string;
  readonly expected?: string;
}

export interface EvidencePlace {
  /** `xml` names are paths such as `AuthnRequest/Issuer`. */
  readonly part: 'url' | 'query' | 'body' | 'request-header' | 'response-header' | 'xml' | 'page' | 'error';
  readonly name: string;
}

/** A rule that could not be asked, and why: never counted as passed. */
export interface SkippedRule {
  readonly rule: string;
  readonly title: string;
  readonly reason: SkipReason;
  /** For a rule that crashed: what it threw. */
  readonly detail?: string;
}

export type SkipReason =
  | 'no-portal-configuration'
  | 'request-body-not-seen'
  | 'policies-not-seen'
  | 'crashed';

/** The form-action verdict over one navigation, per engine. */
export interface FormActionJudgement {
  readonly navigation: Navigation['id'];
  readonly documentUrl: string;
  readonly chromium: FormActionBlock | null;
  readonly firefox: FormActionBlock | null;
}

/** Which hop is refused and by which directive. */
export interface FormActionBlock {
  /** Id of the refused hop. */
  readonly hop: string;
  readonly url: string;
  /** The policy text that refuses it. */
  readonly policy: string;
  /** The form-action directive of that policy. */
  readonly directive: string;
}
