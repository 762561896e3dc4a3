import { ERROR_TEXTS } from '../login-gov/error-texts.ts';
import type { Evidence, RecognisedError, SkippedRule } from '../model/index.ts';
import { clip, quoted, type Rule, type Violation } from './rule.ts';

/** Which findings about a request explain what Login.gov said of it. */

/** A violation and the rule that found it. */
export interface Found {
  readonly rule: Rule;
  readonly violation: Violation;
}

/** Causes beyond this number are not named. */
const MAX_NAMED = 4;

/**
 * Completes each violation that quotes Login.gov: with the findings about the request that explain the text, else
 * with the causes that remain likely because their rules were skipped. Those come last: the cause is read first.
 */
export function explainSayings(
  found: readonly Found[],
  rules: readonly Rule[],
  skipped: readonly SkippedRule[],
): readonly Found[] {
  if (found.every(({ violation }) => violation.said === undefined)) return found;
  const causesFirst = found.toSorted((a, b) => Number(isSaying(a)) - Number(isSaying(b)));
  return causesFirst.map((one) => {
    const { rule, violation } = one;
    const { said } = violation;
    if (said === undefined || said.problems.length === 0) return one;
    const ofRequest = found.filter(
      (other) => other !== one && other.violation.evidence[0].hop === said.request && !isSaying(other),
    );
    return { rule, violation: explained(violation, said.problems, ofRequest, rules, skipped) };
  });
}

function isSaying({ violation }: Found): boolean {
  return violation.said !== undefined;
}

function explained(
  violation: Violation,
  problems: readonly RecognisedError[],
  ofRequest: readonly Found[],
  rules: readonly Rule[],
  skipped: readonly SkippedRule[],
): Violation {
  const causes = new Set<Found>();
  const open: RecognisedError[] = [];
  for (const problem of problems) {
    const matching = ofRequest.filter(({ rule }) => isCauseOf(rule, problem));
    if (matching.length === 0) open.push(problem);
    for (const cause of matching) causes.add(cause);
  }
  const known = [...causes].slice(0, MAX_NAMED);
  const sentences = [
    known.length === 0 ? '' : `What the request shows: ${quoted(known.map(({ rule }) => rule.title))}.`,
    ...open.slice(0, MAX_NAMED).map((problem) => likely(problem, problems.length === 1, rules, skipped)),
  ];
  const fixes = [
    ...known.map((cause) => cause.violation.fix),
    ...open.slice(0, MAX_NAMED).flatMap(({ id }) => ERROR_TEXTS.find((text) => text.id === id)?.fix ?? []),
  ];
  return {
    ...violation,
    summary: [violation.summary, ...sentences.filter((sentence) => sentence !== '')].join(' '),
    fix: fixes.length === 0 ? violation.fix : [...new Set(fixes)].join(' '),
    evidence: [violation.evidence[0], ...violation.evidence.slice(1), ...known.map(evidenceOf)],
  };
}

function isCauseOf({ id, refines }: Rule, { rules }: RecognisedError): boolean {
  return rules.includes(id) || (refines !== undefined && rules.includes(refines));
}

/**
 * A rule that was asked and found nothing is no cause; when all were, each is named.
 * @param isOnly Login.gov said nothing else, and that has just been quoted
 */
function likely(
  { text, rules: causes }: RecognisedError,
  isOnly: boolean,
  rules: readonly Rule[],
  skipped: readonly SkippedRule[],
): string {
  const undecided = causes.filter((id) => skipped.some(({ rule }) => rule === id));
  const candidates = undecided.length === 0 ? causes : undecided;
  const named = candidates.flatMap((id) => rules.find((rule) => rule.id === id) ?? []).slice(0, MAX_NAMED);
  if (named.length === 0) return '';
  const titles = quoted(named.map(({ title }) => title));
  const needsPortal = undecided.some((id) =>
    skipped.some(({ rule, reason }) => rule === id && reason === 'no-portal-configuration'),
  );
  const hint = needsPortal ? ', which the portal configuration would decide' : '';
  return `Nothing in the request explains ${isOnly ? 'it' : `"${clip(text)}"`}; likely: ${titles}${hint}.`;
}

function evidenceOf({ violation }: Found): Evidence {
  return violation.evidence[0];
}
