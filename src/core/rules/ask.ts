import type { Finding, Message, Severity, SkippedRule } from '../model/index.ts';
import { isAbout, type Rule, type RuleContext, type Violation } from './rule.ts';

export interface Answers {
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
}

/**
 * Asks every rule that has something to be asked about. What a rule needs and does not have makes it skipped;
 * a rule that throws is listed as crashed and harms no other.
 */
export function askRules(rules: readonly Rule[], context: RuleContext): Answers {
  const found: Found[] = [];
  const skipped: SkippedRule[] = [];
  for (const rule of rules) {
    const answer = ask(rule, context);
    found.push(...answer.found);
    if (answer.skip !== undefined) skipped.push({ rule: rule.id, title: rule.title, ...answer.skip });
  }
  return { findings: sorted(mostSpecific(found).map(toFinding), context), skipped };
}

interface Found {
  readonly rule: Rule;
  readonly violation: Violation;
}

interface Answer {
  readonly found: readonly Found[];
  readonly skip?: Pick<SkippedRule, 'reason' | 'detail'> | undefined;
}

type Question = () => Violation | undefined;

function ask(rule: Rule, context: RuleContext): Answer {
  const { questions, unseen } = questionsFor(rule, context);
  if (questions.length === 0 && !unseen) return { found: [] };
  const lack = lackingPortal(rule, context);
  if (lack !== undefined) return { found: [], skip: lack };
  const found: Found[] = [];
  try {
    for (const question of questions) {
      const violation = question();
      if (violation !== undefined) found.push({ rule, violation });
    }
    const reason = unseen ? 'request-body-not-seen' : unseenFlow(rule, context, found);
    return { found, ...(reason !== undefined && { skip: { reason } }) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { found, skip: { reason: 'crashed', detail } };
  }
}

/** Why a rule about the portal configuration cannot be asked. */
function lackingPortal({ needs }: Rule, { portal, portalGiven, portalRemark }: RuleContext): Answer['skip'] {
  if (needs === undefined) return undefined;
  const reason = 'no-portal-configuration';
  if (!portalGiven) return { reason };
  if (portalRemark !== undefined) return { reason, detail: portalRemark };
  const missing = needs.filter((field) => portal[field] === undefined);
  if (missing.length === 0) return undefined;
  return { reason, detail: `The portal configuration has no ${missing.join(', ')}.` };
}

/** One question for each message that the rule is about, or one for the flow. */
function questionsFor(rule: Rule, context: RuleContext): { questions: Question[]; unseen: boolean } {
  if (rule.on === 'flow') return { questions: [() => rule.check(context)], unseen: false };
  const { on, check } = rule;
  const subjects = context.messages.filter(({ kind }) => isAbout(on, kind));
  const seen = subjects.filter((message) => !isUnseen(message));
  return {
    questions: seen.map((message) => () => check(message, context)),
    unseen: seen.length < subjects.length,
  };
}

function isUnseen(message: Message): boolean {
  return 'decoding' in message && message.decoding.problem?.code === 'not-seen';
}

function unseenFlow(rule: Rule, context: RuleContext, found: readonly Found[]) {
  return rule.on === 'flow' && found.length === 0 ? rule.unseen?.(context) : undefined;
}

/** Drops a finding where a rule that refines it found something at the same hop. */
function mostSpecific(found: readonly Found[]): Found[] {
  return found.filter(
    ({ rule, violation }) =>
      !found.some(
        (other) =>
          other.rule.refines === rule.id && other.violation.evidence[0].hop === violation.evidence[0].hop,
      ),
  );
}

function toFinding({ rule, violation }: Found): Finding {
  const { id, severity, title, docs } = rule;
  const { summary, fix, values, evidence } = violation;
  return { rule: id, severity, title, summary, fix, ...(values !== undefined && { values }), docs, evidence };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first; in the order of the hops within each severity. */
function sorted(findings: readonly Finding[], { flow }: RuleContext): Finding[] {
  const position = new Map(
    flow.navigations.flatMap(({ hops }) => hops).map(({ id }, index) => [id, index] as const),
  );
  const at = (finding: Finding) => position.get(finding.evidence[0]?.hop ?? '') ?? 0;
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || at(a) - at(b));
}
