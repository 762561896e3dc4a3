import type { RecordedFlow } from '../state/inspected-flows.ts';

/** Flows that come from one place: the recording, a file. */
export interface ComparedSource {
  readonly name: string;
  readonly flows: readonly RecordedFlow[];
}

/** A flow that can be compared. */
export interface FlowChoice {
  /** Unique among all; ids of flows are so in their source only. */
  readonly key: string;
  readonly recorded: RecordedFlow;
  readonly source: string;
  /** It is in the list of flows, the first source. */
  readonly isListed: boolean;
}

/** Every flow of the sources, in their order. */
export function choicesOf(sources: readonly ComparedSource[]): readonly FlowChoice[] {
  return sources.flatMap(({ name, flows }, at) =>
    flows.map((recorded) => ({
      key: `${at} ${recorded.flow.id}`,
      recorded,
      source: name,
      isListed: at === 0,
    })),
  );
}

/** The sources and, in one more of that name, those of the flows that are in none of them. */
export function withOthers(
  sources: readonly ComparedSource[],
  name: string,
  flows: readonly RecordedFlow[],
): readonly ComparedSource[] {
  const known = new Set(sources.flatMap((source) => source.flows.map(({ flow }) => flow)));
  return [...sources, { name, flows: flows.filter(({ flow }) => !known.has(flow)) }];
}
