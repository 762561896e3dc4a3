import type { Evidence, Finding } from '../../../core/model/index.ts';

/** A name of a message, a parameter's or an element's, that findings have evidence at. */
export interface Place {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** What the findings found there; empty when it was not sent. */
  readonly values: readonly string[];
}

/** The parameters or form fields of the hops that findings point at. */
export function parameterPlaces(findings: readonly Finding[], hops: readonly string[]): readonly Place[] {
  return places(findings, ({ hop: at, at: { part, name } }) =>
    hops.includes(at) && (part === 'query' || part === 'body') ? name : undefined,
  );
}

/**
 * The elements and attributes of the hops' XML that findings point at: `AuthnRequest/Issuer` is at `Issuer`. What
 * lies in one of the `known` names is there: with `Signature` known, `Signature/SignedInfo/@Id` is at `Signature`.
 */
export function xmlPlaces(
  findings: readonly Finding[],
  hops: readonly string[],
  known: readonly string[],
): readonly Place[] {
  return places(findings, ({ hop: at, at: { part, name } }) => {
    if (!hops.includes(at) || part !== 'xml') return undefined;
    const steps = name.split('/').map((step) => step.replace(/^@|\[\d+\]$/g, ''));
    return steps.findLast((step) => known.includes(step)) ?? steps.at(-1);
  });
}

/** The findings at the place of that name. */
export function findingsAt(all: readonly Place[], name: string): readonly Finding[] {
  return all.find((place) => place.name === name)?.findings ?? [];
}

function places(
  findings: readonly Finding[],
  nameOf: (evidence: Evidence) => string | undefined,
): readonly Place[] {
  const found = new Map<string, { readonly findings: Set<Finding>; readonly values: Set<string> }>();
  for (const finding of findings) {
    for (const item of finding.evidence) {
      const name = nameOf(item);
      if (name === undefined) continue;
      const place = found.get(name) ?? { findings: new Set(), values: new Set() };
      found.set(name, place);
      place.findings.add(finding);
      if (item.actual !== undefined) place.values.add(item.actual);
    }
  }
  return [...found].map(([name, place]) => ({
    name,
    findings: [...place.findings],
    values: [...place.values],
  }));
}
