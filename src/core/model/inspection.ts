import type { Flow, Navigation } from './capture.ts';
import type { Message } from './message.ts';
import type { PortalConfiguration } from './portal-configuration.ts';
import type { SignatureVerification } from './signature.ts';

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
  /** Those of the flow. */
  readonly deployments?: readonly string[];
  readonly outcome: Outcome;
  readonly navigations: readonly Navigation[];
  readonly messages: readonly Message[];
  /** Errors first, then warnings, then infos; in the order of the hops within each. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
  /** What Login.gov does with each request, beside the findings. */
  readonly treatments: readonly Treatment[];
  /** What verification gave, for each signed request. */
  readonly signatures: readonly SignatureVerification[];
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
  /** Without a portal configuration: the fields of it that the rule goes by. */
  readonly needs?: readonly (keyof PortalConfiguration)[];
  /** For a rule that crashed: what it threw. */
  readonly detail?: string;
}

export type SkipReason =
  | 'no-portal-configuration'
  | 'no-certificate'
  | 'request-body-not-seen'
  | 'response-body-not-seen'
  | 'headers-not-seen'
  | 'policies-not-seen'
  | 'time-unknown'
  | 'crashed';

/** What Login.gov does with one request: which of its values count, and what comes of them. */
export interface Treatment {
  /** Id of the hop that carried the request. */
  readonly hop: string;
  readonly items: readonly TreatmentItem[];
}

export interface TreatmentItem {
  readonly topic: TreatmentTopic;
  /** One or several values, as they are on the wire; empty: none. */
  readonly values: readonly string[];
  /** Why so, in one sentence. */
  readonly because: string;
  /** For ignored values: what each most likely means, in the same order; null where nothing is near. */
  readonly meant?: readonly (string | null)[];
  /** Not known without a portal configuration; `values` are empty then, or what is likely. */
  readonly dependsOnPortal?: true;
}

export type TreatmentTopic =
  | 'service-level'
  | 'authentication-level'
  | 'ignored-contexts'
  | 'attributes'
  | 'ignored-attributes'
  | 'ignored-parameters'
  | 'prompt'
  | 'name-id-format'
  | 'response-url'
  | 'encryption';

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
