import type { Lane, Observation, ShownDocument } from '../../core/flow/index.ts';
import type { Place } from '../wire/observed-event.ts';
import { goesOn } from './lanes.ts';
import type { ShownDocuments } from './shown-documents.ts';

/** Documents and tabs that are remembered: more than there are events on their way at a time. */
const MAX_REMEMBERED = 1_000;

/** A frame shows a document that the recorder may not have heard of. */
export interface Suspicion {
  readonly place: Place;
  readonly lane: Lane;
  readonly shown: ShownDocument & { readonly url: string };
}

/** What the recorder does for it. */
interface Recording {
  /** Runs a job after everything that was asked before. */
  readonly enqueue: (job: () => Promise<void>) => Promise<void>;
  /** Undefined also where the tab is not recorded now: what happens there is nobody's loss. */
  readonly lane: (place: Place) => Promise<Lane | undefined>;
  /** Resolves with true when everything that was on its way has been taken. */
  readonly quiet: () => Promise<boolean>;
  /** Marks the flow that went on, and keeps what is shown now. */
  readonly mark: (suspicion: Suspicion) => Promise<void>;
}

/**
 * Where a worker is stopped by force, the browser drops the events that are on their way to it. What it shows in a frame
 * tells of them afterwards: a document whose commit no worker was given.
 */
export class LostDocuments {
  readonly #shown: ShownDocuments;
  readonly #recording: Recording;
  readonly #told = new Set<string>();
  readonly #tabs = new Set<number>();

  constructor(shown: ShownDocuments, recording: Recording) {
    this.#shown = shown;
    this.#recording = recording;
  }

  /** An event of that frame has come: if it is the first of its tab, a worker before this one may have missed some. */
  hear(place: Place): void {
    if (place.frame !== 0 || this.#tabs.has(place.tab)) return;
    remember(this.#tabs, place.tab);
    // At once: the document that it shows now is the one that the worker before this one should have known.
    const shown = this.#shown.inFrame(place);
    void this.#recording.enqueue(async () => void this.#follow(await this.#compare(place, () => shown)));
  }

  /** The recorder was given that event. */
  tell(observation: Observation): void {
    if (observation.kind === 'commit' && observation.documentId !== undefined)
      remember(this.#told, observation.documentId);
  }

  /** Somebody begins to look at what is recorded of some frames. Resolves when it has been written. */
  async look(places: () => Promise<readonly Place[]>): Promise<void> {
    const suspicions: (Suspicion | undefined)[] = [];
    await this.#recording.enqueue(async () => {
      for (const place of await places()) {
        suspicions.push(await this.#compare(place, () => this.#shown.inFrame(place)));
      }
    });
    await Promise.all(suspicions.map((suspicion) => this.#follow(suspicion)));
  }

  /**
   * Undefined where the frame shows what the lane knows, where no flow goes on in it, and where it shows what the
   * recorder is never told of: pages of the browser, its error pages.
   */
  async #compare(
    place: Place,
    ask: () => Promise<ShownDocument | undefined>,
  ): Promise<Suspicion | undefined> {
    const lane = await this.#recording.lane(place);
    if (lane?.flow === undefined || lane.documentId === undefined || !goesOn(lane)) return undefined;
    const { url, documentId } = (await ask()) ?? {};
    if (url === undefined || documentId === undefined || documentId === lane.documentId) return undefined;
    return { place, lane, shown: { url, documentId } };
  }

  /** Not before everything is known that was on its way, and once for each document. */
  async #follow(suspicion: Suspicion | undefined): Promise<void> {
    if (suspicion === undefined || !(await this.#recording.quiet())) return;
    await this.#recording.enqueue(async () => {
      const { documentId } = suspicion.shown;
      if (this.#told.has(documentId)) return;
      remember(this.#told, documentId);
      await this.#recording.mark(suspicion);
    });
  }
}

/** The lane as it is now, with the document that the frame shows; as it was where it has gone on meanwhile. */
export function withFound(now: Lane | undefined, { lane, shown }: Suspicion): Lane | undefined {
  if (now === undefined || now.documentId !== lane.documentId) return now;
  return { ...now, document: { url: shown.url }, documentId: shown.documentId };
}

function remember<T>(set: Set<T>, value: T): void {
  set.add(value);
  const [oldest] = set;
  if (oldest !== undefined && set.size > MAX_REMEMBERED) set.delete(oldest);
}
