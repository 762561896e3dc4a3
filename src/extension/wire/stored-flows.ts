import * as v from 'valibot';
import type { Flow, Navigation } from '../../core/model/index.ts';
import { flowSchema, LIMITS, navigationSchema } from '../../formats/capture/schema.ts';
import { FLOW_PREFIX } from './storage.ts';
import { fromStored, toStored } from './stored-text.ts';

/**
 * A flow in `storage.session`, so that a write is as large as what changed and not as what was recorded before:
 *
 *     flow:<id>       the flow, with the number of its navigations in their place
 *     flow:<id>/<n>   its n-th navigation, counted from 1
 */
const headSchema = v.object({
  ...v.omit(flowSchema, ['navigations']).entries,
  navigations: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.navigations)),
});

type Head = v.InferOutput<typeof headSchema>;

export interface FlowChange {
  readonly items: Readonly<Record<string, string>>;
  /** Keys that are not needed any more. */
  readonly gone: readonly string[];
}

/** What has to be written where a flow was stored as it was `before`. */
export function flowChange(flow: Flow, before?: Flow): FlowChange {
  const { navigations, ...head } = flow;
  const { navigations: old = [], ...headBefore } = before ?? {};
  const items: Record<string, string> = {};
  const isNew = before === undefined || old.length !== navigations.length;
  if (isNew || JSON.stringify(head) !== JSON.stringify(headBefore)) {
    items[headKey(flow.id)] = toStored({ ...head, navigations: navigations.length });
  }
  for (const [at, navigation] of navigations.entries()) {
    if (navigation !== old[at]) items[navigationKey(flow.id, at)] = toStored(navigation);
  }
  const gone = old.slice(navigations.length).map((_, at) => navigationKey(flow.id, navigations.length + at));
  return { items, gone };
}

/** Keys of a flow with so many navigations. */
export function flowKeys(id: Flow['id'], navigations: number): string[] {
  return [headKey(id), ...Array.from({ length: navigations }, (_, at) => navigationKey(id, at))];
}

/** The flow that a stored key is about. */
export function flowOfKey(key: string): Flow['id'] | undefined {
  const [id] = key.slice(FLOW_PREFIX.length).split('/');
  return key.startsWith(FLOW_PREFIX) ? id?.replaceAll('%2F', '/').replaceAll('%25', '%') : undefined;
}

/** The id of a flow out of a file may be any text. */
function headKey(id: Flow['id']): string {
  return `${FLOW_PREFIX}${id.replaceAll('%', '%25').replaceAll('/', '%2F')}`;
}

function navigationKey(id: Flow['id'], at: number): string {
  return `${headKey(id)}/${at + 1}`;
}

/** Puts flows together from what is stored. What did not change keeps its object. */
export class StoredFlows {
  readonly #heads = new Map<Flow['id'], Head | 'unreadable'>();
  readonly #navigations = new Map<string, Navigation>();

  /** Takes a stored key and its value, undefined when it was removed; returns the flow that it is about. */
  accept(key: string, value: unknown): Flow['id'] | undefined {
    const id = flowOfKey(key);
    if (id === undefined) return undefined;
    if (key !== headKey(id)) {
      const parsed = v.safeParse(navigationSchema, fromStored(value));
      if (parsed.success) this.#navigations.set(key, parsed.output);
      else this.#navigations.delete(key);
    } else if (value === undefined) this.#heads.delete(id);
    else {
      const parsed = v.safeParse(headSchema, fromStored(value));
      this.#heads.set(id, parsed.success ? parsed.output : 'unreadable');
    }
    return id;
  }

  /** How many navigations the flow has; undefined when there is no such flow. */
  size(id: Flow['id']): number | undefined {
    const head = this.#heads.get(id);
    return head === 'unreadable' ? 0 : head?.navigations;
  }

  /** Undefined when there is none, `unreadable` when what is stored is none that this version writes. */
  get(id: Flow['id']): Flow | 'unreadable' | undefined {
    const head = this.#heads.get(id);
    if (head === undefined || head === 'unreadable') return head;
    const navigations = Array.from({ length: head.navigations }, (_, at) =>
      this.#navigations.get(navigationKey(id, at)),
    ).filter((navigation) => navigation !== undefined);
    return navigations.length === head.navigations ? { ...head, navigations } : 'unreadable';
  }

  /** Those that can be read, in the order in which they were accepted. */
  all(): Flow[] {
    return [...this.#heads.keys()].flatMap((id) => {
      const flow = this.get(id);
      return flow === undefined || flow === 'unreadable' ? [] : [flow];
    });
  }
}
