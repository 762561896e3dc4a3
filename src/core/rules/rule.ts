import type { History } from '../history.ts';
import type {
  Evidence,
  FixValue,
  Flow,
  FormActionJudgement,
  Hop,
  Message,
  MessageKind,
  PortalConfiguration,
  RecognisedError,
  Severity,
  SignatureVerification,
  SkipReason,
} from '../model/index.ts';

/**
 * A rule is data and one pure check. `id`, `severity` and `title` are those of the rule catalogue
 * (docs/rules.md); a test holds them to it.
 */
export type Rule = MessageRule | FlowRule;

interface RuleFacts {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Pages of the developer documentation, the most telling first. */
  readonly docs: readonly [string, ...string[]];
  /**
   * Fields of the portal configuration without which the rule is skipped; an empty list when it needs a
   * configuration, but no field of it in particular.
   */
  readonly needs?: readonly (keyof PortalConfiguration)[];
  /** What was recorded can show it, too: without a portal configuration the rule is asked first, then skipped. */
  readonly decidesWithoutPortal?: true;
  /** Id of the general rule of which this is a special case: of the two only this one is reported. */
  readonly refines?: string;
  /** Setting of the deployment that changes the verdict. */
  readonly flag?: keyof Deployment;
}

/** Asked once for every message of the given kinds. */
export interface MessageRule extends RuleFacts {
  readonly on: MessageKind | readonly MessageKind[];
  readonly check: (message: Message, context: RuleContext) => Verdict;
}

/** Asked once for every flow. */
export interface FlowRule extends RuleFacts {
  readonly on: 'flow';
  /** Why the rule, when it finds nothing, cannot tell: it is skipped then, not passed. */
  readonly unseen?: (context: RuleContext) => SkipReason | undefined;
  readonly check: (context: RuleContext) => Verdict;
}

/** `unknown`: the authorize request of the code was not seen. */
export type CodeVerifierMatch = 'matches' | 'differs' | 'unknown';

/** Undefined: nothing to complain about. */
export type Verdict = Violation | Skip | undefined;

export interface RuleContext {
  readonly flow: Flow;
  readonly messages: readonly Message[];
  readonly formActions: readonly FormActionJudgement[];
  /** By id of the hop that carried the signed request; only signed requests have one. */
  readonly signatures: ReadonlyMap<Hop['id'], SignatureVerification>;
  /** By id of the hop of a token request: whether its code_verifier is that of the sign-in's code_challenge. */
  readonly codeVerifiers: ReadonlyMap<Hop['id'], CodeVerifierMatch>;
  /** By id of the hop of a token request: whether a registered certificate verifies its client_assertion. */
  readonly clientAssertions: ReadonlyMap<Hop['id'], boolean>;
  /** The other messages of the capture. */
  readonly history: History;
  /**
   * Empty when none was given. When it is another application's, `portalRemark` says so; it has the issuer alone
   * then, or nothing where a flow of the capture has that issuer.
   */
  readonly portal: PortalConfiguration;
  readonly portalGiven: boolean;
  readonly portalRemark?: string;
  readonly deployment: Deployment;
  /** Milliseconds since 1970 UTC; absent when the caller gave none. */
  readonly now?: number;
  readonly hop: (id: Hop['id']) => Hop | undefined;
}

/**
 * Settings of a Login.gov deployment that change a verdict. What a deployment really uses cannot be seen; the
 * defaults are those of the identity provider's source.
 */
export interface Deployment {
  readonly facial_match_general_availability_enabled: boolean;
  readonly unauthorized_scope_enabled: boolean;
  readonly reject_id_token_hint_in_logout: boolean;
  readonly openid_connect_authorization_code_expiration_seconds: number;
  readonly sp_handoff_bounce_max_seconds: number;
}

export const DEFAULT_DEPLOYMENT: Deployment = {
  facial_match_general_availability_enabled: true,
  unauthorized_scope_enabled: false,
  reject_id_token_hint_in_logout: false,
  openid_connect_authorization_code_expiration_seconds: 300,
  sp_handoff_bounce_max_seconds: 2,
};

/** What the rule found: one violation for each message or flow. */
export interface Violation {
  readonly summary: string;
  readonly fix: string;
  readonly values?: readonly FixValue[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Where a setting of the deployment makes it more or less than the rule's own. */
  readonly severity?: Severity;
  /** What Login.gov says of a request: the findings about that request that explain it are added (causes.ts). */
  readonly said?: { readonly request: Hop['id']; readonly problems: readonly RecognisedError[] };
}

/** The rule cannot tell: neither found nor passed. */
export interface Skip {
  readonly skip: SkipReason;
  readonly detail?: string;
}

export function isSkip(verdict: Violation | Skip): verdict is Skip {
  return 'skip' in verdict;
}

/** The messages that can be of kind K; `Extract` would drop those whose kind is a union. */
type MessageOf<K extends MessageKind, M extends Message = Message> = M extends Message
  ? M['kind'] & K extends never
    ? never
    : M
  : never;

/** Declares a rule about some kinds of message, so that its check receives just these. */
export function messageRule<K extends MessageKind>(
  facts: RuleFacts & {
    readonly on: K | readonly K[];
    readonly check: (message: MessageOf<K>, context: RuleContext) => Verdict;
  },
): MessageRule {
  const isSubject = (message: Message): message is MessageOf<K> => isAbout(facts.on, message.kind);
  return {
    ...facts,
    check: (message, context) => (isSubject(message) ? facts.check(message, context) : undefined),
  };
}

/** Whether a rule is asked about messages of that kind. */
export function isAbout(on: Rule['on'], kind: MessageKind): boolean {
  return typeof on === 'string' ? on === kind : on.includes(kind);
}

/** `"a", "b" and "c"`, shortened when there are many. */
export function quoted(values: readonly string[]): string {
  const shown = values.slice(0, 5).map((value) => `"${clip(value)}"`);
  if (values.length > shown.length) shown.push(`${values.length - shown.length} more`);
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A value short enough for a sentence. */
export function clip(value: string): string {
  return value.length <= 120 ? value : `${value.slice(0, 119)}…`;
}
