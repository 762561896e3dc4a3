import type {
  Evidence,
  FixValue,
  Flow,
  Message,
  MessageKind,
  PortalConfiguration,
  Severity,
  SkipReason,
} from '../model/index.ts';
import type { FormActionJudgement } from '../model/inspection.ts';

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
  /** Id of the general rule of which this is a special case: of the two only this one is reported. */
  readonly refines?: string;
}

/** Asked once for every message of the given kinds. */
export interface MessageRule extends RuleFacts {
  readonly on: MessageKind | readonly MessageKind[];
  readonly check: (message: Message, context: RuleContext) => Violation | undefined;
}

/** Asked once for every flow. */
export interface FlowRule extends RuleFacts {
  readonly on: 'flow';
  /** Why the rule, when it finds nothing, cannot tell: it is skipped then, not passed. */
  readonly unseen?: (context: RuleContext) => SkipReason | undefined;
  readonly check: (context: RuleContext) => Violation | undefined;
}

export interface RuleContext {
  readonly flow: Flow;
  readonly messages: readonly Message[];
  readonly formActions: readonly FormActionJudgement[];
  /** Empty when none was given, or when it is another application's, as `portalRemark` says then. */
  readonly portal: PortalConfiguration;
  readonly portalGiven: boolean;
  readonly portalRemark?: string;
  readonly deployment: Deployment;
}

/** Settings of a Login.gov deployment that change a verdict; the documented defaults apply where absent. */
export interface Deployment {
  readonly facial_match_general_availability_enabled: boolean;
}

export const DEFAULT_DEPLOYMENT: Deployment = { facial_match_general_availability_enabled: true };

/** What the rule found: one violation for each message or flow. */
export interface Violation {
  readonly summary: string;
  readonly fix: string;
  readonly values?: readonly FixValue[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
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
    readonly check: (message: MessageOf<K>, context: RuleContext) => Violation | undefined;
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
