import type { Finding, Message, MessageKind, Severity, SkippedRule } from '../model/index.ts';
import { explainSayings, type Found } from './causes.ts';
import {
  type FlowRule,
  isAbout,
  isSkip,
  type MessageRule,
  type Rule,
  type RuleContext,
  type Skip,
  type Verdict,
} from './rule.ts';

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
  const byKind = messagesByKind(context.messages);
  for (const rule of rulesAbout(rules, byKind)) {
    const skip =
      rule.on === 'flow' ? askFlow(rule, context, found) : askMessages(rule, byKind, context, found);
    if (skip === undefined) continue;
    skipped.push(toSkipped(rule, skip));
  }
  const explained = explainSayings(mostSpecific(found), rules, skipped);
  return { findings: sorted(explained.map(toFinding), context), skipped };
}

/** Rules about a flow, or about one of these kinds of message, in their order. */
function rulesAbout(rules: readonly Rule[], byKind: ReadonlyMap<MessageKind, unknown>): readonly Rule[] {
  const lists = listed.get(rules) ?? new Map<string, readonly Rule[]>();
  listed.set(rules, lists);
  const kinds = [...byKind.keys()].sort();
  const key = kinds.join();
  const list =
    lists.get(key) ?? rules.filter(({ on }) => on === 'flow' || kinds.some((kind) => isAbout(on, kind)));
  lists.set(key, list);
  return list;
}

/** Lists that were made, by the kinds of message: there are few, in few orders. */
const listed = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

function askFlow(rule: FlowRule, context: RuleContext, found: Found[]): Skip | undefined {
  const lack = lackingPortal(rule, context);
  if (lack !== undefined && rule.decidesWithoutPortal !== true) return lack;
  const skip = ask(rule, () => rule.check(context), found);
  if (skip === 'found') return undefined;
  if (skip !== undefined) return skip;
  const unseen = rule.unseen?.(context);
  return unseen === undefined ? lack : { skip: unseen };
}

function askMessages(
  rule: MessageRule,
  byKind: ReadonlyMap<MessageKind, readonly Message[]>,
  context: RuleContext,
  found: Found[],
): Skip | undefined {
  const kinds = typeof rule.on === 'string' ? [rule.on] : rule.on;
  let skip: Skip | undefined;
  for (const kind of kinds) {
    for (const message of byKind.get(kind) ?? []) {
      const lack = lackingPortal(rule, context);
      if (lack !== undefined && rule.decidesWithoutPortal !== true) return lack;
      const answer = isUnseen(message) ? UNSEEN : ask(rule, () => rule.check(message, context), found);
      if (answer === undefined) skip ??= lack;
      else if (answer !== 'found') skip ??= answer;
      if (skip?.skip === 'crashed') return skip;
    }
  }
  return skip;
}

function messagesByKind(messages: readonly Message[]): ReadonlyMap<MessageKind, readonly Message[]> {
  const byKind = new Map<MessageKind, Message[]>();
  for (const message of messages) {
    const alike = byKind.get(message.kind);
    if (alike === undefined) byKind.set(message.kind, [message]);
    else alike.push(message);
  }
  return byKind;
}

const UNSEEN: Skip = { skip: 'request-body-not-seen' };

function ask(rule: Rule, question: () => Verdict, found: Found[]): Skip | 'found' | undefined {
  try {
    const verdict = question();
    if (verdict === undefined || isSkip(verdict)) return verdict;
    found.push({ rule, violation: verdict });
    return 'found';
  } catch (error) {
    return { skip: 'crashed', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Why a rule about the portal configuration cannot be asked. */
function lackingPortal(
  { needs }: Rule,
  { portal, portalGiven, portalRemark }: RuleContext,
): Skip | undefined {
  if (needs === undefined) return undefined;
  const skip = 'no-portal-configuration';
  if (!portalGiven) return { skip };
  const missing = needs.filter((field) => portal[field] === undefined);
  if (portalRemark !== undefined && (needs.length === 0 || missing.length > 0)) {
    return { skip, detail: portalRemark };
  }
  if (missing.length === 0) return undefined;
  return { skip, detail: `The portal configuration has no ${missing.join(', ')}.` };
}

function isUnseen(message: Message): boolean {
  return 'decoding' in message && message.decoding.problem?.code === 'not-seen';
}

/** Drops a finding where a rule that refines it found something at the same hop. */
function mostSpecific(found: readonly Found[]): Found[] {
  if (found.every(({ rule }) => rule.refines === undefined)) return [...found];
  return found.filter(
    ({ rule, violation }) =>
      !found.some(
        (other) =>
          other.rule.refines === rule.id && other.violation.evidence[0].hop === violation.evidence[0].hop,
      ),
  );
}

function toSkipped({ id, title, needs = [] }: Rule, { skip: reason, detail }: Skip): SkippedRule {
  return {
    rule: id,
    title,
    reason,
    ...(reason === 'no-portal-configuration' && needs.length > 0 && { needs }),
    ...(detail !== undefined && { detail }),
  };
}

function toFinding({ rule, violation }: Found): Finding {
  const { id, title, docs } = rule;
  const { summary, fix, values, evidence, severity = rule.severity } = violation;
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
