import {
  coverNavigation,
  type FormActionPolicy,
  type Policy,
  type PolicyCoverage,
} from '../../../core/csp/index.ts';
import type { Engine, Hop } from '../../../core/model/index.ts';

/** A policy of a form's page, and which of its sources covers which hop in either browser. */
export interface PolicyRows {
  readonly policy: Policy;
  readonly sent: FormActionPolicy;
  /** Absent where the policy leaves forms alone. */
  readonly formAction?: {
    readonly sources: readonly SourceRow[];
    /** Hops that the browser holds against it and no source covers. */
    readonly uncovered: ByEngine<readonly Hop[]>;
    /** Undefined for a browser that does not read this directive: the other one does. */
    readonly obeyedBy: ByEngine<boolean>;
  };
}

export interface SourceRow {
  /** As sent. */
  readonly text: string;
  /** The browser takes it for no valid source. */
  readonly isIgnored: boolean;
  readonly covers: ByEngine<readonly Hop[]>;
}

type ByEngine<Value> = Readonly<Record<Engine, Value>>;

/**
 * The policies in the order in which they were sent, as Chromium splits them.
 * @param hops of the navigation that the form started, its target first
 */
export function policyRows(
  documentUrl: string,
  policies: readonly FormActionPolicy[],
  hops: readonly Hop[],
): readonly PolicyRows[] {
  const [target = '', ...redirects] = hops.map(({ url }) => url);
  const cover = (engine: Engine) =>
    coverNavigation({ documentUrl, policies, target, redirects, engine }).policies;
  const firefox = cover('firefox');
  const places = new Map<FormActionPolicy, number>();
  return cover('chromium').map((chromium) => {
    const { sent, policy } = chromium;
    const place = places.get(sent) ?? 0;
    places.set(sent, place + 1);
    const same = firefox.filter((candidate) => candidate.sent === sent)[place];
    return { policy, sent, ...join(chromium, same, hops) };
  });
}

/** Firefox may read another directive of the policy, or none. */
function join(
  chromium: PolicyCoverage,
  firefox: PolicyCoverage | undefined,
  hops: readonly Hop[],
): Pick<PolicyRows, 'formAction'> {
  const directive = chromium.directive ?? firefox?.directive ?? null;
  if (directive === null) return {};
  const read = (coverage: PolicyCoverage | undefined) =>
    coverage?.directive?.text === directive.text ? coverage : undefined;
  const by: ByEngine<PolicyCoverage | undefined> = { chromium: read(chromium), firefox: read(firefox) };
  const covers = (engine: Engine, index: number) => hopsAt(by[engine]?.sources[index]?.covers ?? [], hops);
  const sources = (by.chromium ?? by.firefox)?.sources ?? [];
  return {
    formAction: {
      sources: sources.map(({ source }, index) => ({
        text: source.text,
        isIgnored: source.kind === 'ignored',
        covers: { chromium: covers('chromium', index), firefox: covers('firefox', index) },
      })),
      uncovered: { chromium: uncovered(by.chromium, hops), firefox: uncovered(by.firefox, hops) },
      obeyedBy: { chromium: by.chromium !== undefined, firefox: by.firefox !== undefined },
    },
  };
}

function uncovered(coverage: PolicyCoverage | undefined, hops: readonly Hop[]): readonly Hop[] {
  return hopsAt(
    (coverage?.coveredBy ?? []).flatMap((source, at) => (source === null ? [at] : [])),
    hops,
  );
}

function hopsAt(indices: readonly number[], hops: readonly Hop[]): readonly Hop[] {
  return indices.flatMap((index) => hops[index] ?? []);
}
