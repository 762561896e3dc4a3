import type { Flow, Hop } from '../../core/model/index.ts';

export function findHop(flow: Pick<Flow, 'navigations'>, id: string | undefined): Hop | undefined {
  for (const { hops } of flow.navigations) for (const hop of hops) if (hop.id === id) return hop;
  return undefined;
}
