import * as v from 'valibot';
import type { Finding, FlowInspection, Inspection } from '../../core/model/index.ts';
import { RULES } from '../../core/rules/registry.ts';
import { JsonTextError, parseJson } from '../json-text.ts';
import { describeIssue } from '../schema-issue.ts';

const MAX_TEXT = 10_000;
const MAX_ENTRIES = 1000;

const text = v.pipe(
  v.string(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(MAX_TEXT, `must not be longer than ${MAX_TEXT} characters`),
);

const ruleIds: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

const ignoredRuleSchema = v.strictObject({
  rule: v.pipe(
    text,
    v.check((id) => ruleIds.has(id), 'must be the id of a rule (docs/rules.md)'),
  ),
  /** Why it is accepted; shown with every report. */
  reason: text,
  /** Only in flows of this client_id or Issuer. */
  client: v.exactOptional(text),
  /** Last day, in UTC, on which it is ignored. */
  until: v.exactOptional(v.pipe(text, v.isoDate('must be a date such as 2027-01-31'))),
});

const ignoreListSchema = v.pipe(
  v.array(ignoredRuleSchema),
  v.maxLength(MAX_ENTRIES, `must not have more than ${MAX_ENTRIES} items`),
);

/** A finding that is known and accepted. */
export type IgnoredRule = v.InferOutput<typeof ignoredRuleSchema>;

/** Text that is no ignore list. The message is one line that names the place. */
export class IgnoreListError extends Error {
  override readonly name = 'IgnoreListError';
  readonly code = 'not-an-ignore-list';
}

/** Reads a list of `{rule, reason, client?, until?}` from JSON. Throws {@link IgnoreListError} for other text. */
export function parseIgnoreList(json: string): readonly IgnoredRule[] {
  const result = v.safeParse(ignoreListSchema, parse(json), { abortEarly: true });
  if (result.success) return result.output;
  throw new IgnoreListError(`not an ignore list: ${describeIssue(result.issues[0])}`);
}

function parse(json: string): unknown {
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof JsonTextError) throw new IgnoreListError(error.message);
    throw error;
  }
}

export interface IgnoredFinding extends Finding {
  readonly reason: string;
}

/** A flow whose ignored findings are kept apart; without an ignore list `ignored` is absent. */
export interface SiftedFlow extends FlowInspection {
  readonly ignored?: readonly IgnoredFinding[];
}

export interface SiftedInspection extends Inspection {
  readonly flows: readonly SiftedFlow[];
}

/** Applies an ignore list to inspections, and remembers which of its entries were of use. */
export class IgnoreList {
  readonly #entries: readonly IgnoredRule[];
  readonly #used = new Set<IgnoredRule>();
  readonly #expired: readonly IgnoredRule[];

  /** @param now milliseconds since 1970 UTC: entries whose day is over ignore nothing */
  constructor(entries: readonly IgnoredRule[], now: number) {
    const today = new Date(now).toISOString().slice(0, 10);
    const isOver = ({ until }: IgnoredRule) => until !== undefined && until < today;
    this.#entries = entries.filter((entry) => !isOver(entry));
    this.#expired = entries.filter(isOver);
  }

  sift({ flows }: Inspection): SiftedInspection {
    return { flows: flows.map((flow) => this.#siftFlow(flow)) };
  }

  #siftFlow(flow: FlowInspection): SiftedFlow {
    const findings: Finding[] = [];
    const ignored: IgnoredFinding[] = [];
    for (const finding of flow.findings) {
      const entry = this.#entries.find(
        ({ rule, client }) => rule === finding.rule && (client === undefined || client === flow.client),
      );
      if (entry === undefined) findings.push(finding);
      else {
        this.#used.add(entry);
        ignored.push({ ...finding, reason: entry.reason });
      }
    }
    return { ...flow, findings, ignored };
  }

  /** One sentence for each entry that ignored nothing: it is out of date. To be asked after the last inspection. */
  remarks(): readonly string[] {
    return [
      ...this.#expired.map(({ rule, until }) => `${rule} is ignored no more: its last day was ${until}`),
      ...this.#entries
        .filter((entry) => !this.#used.has(entry))
        .map(({ rule, client }) => `${rule}${client === undefined ? '' : ` of ${client}`} was not found`),
    ];
  }
}
