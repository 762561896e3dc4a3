/** A state that is made anew after a change, once for all changes of one turn, and told to whoever listens. */
export class Published<State> {
  readonly #listeners = new Set<() => void>();
  #state: State;
  #isPublishing = false;

  constructor(initial: State) {
    this.#state = initial;
  }

  readonly state = (): State => this.#state;

  /** Calls back after each change; returns how to stop that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Soon, but not by a timer: timers of a page that was in the background are late. */
  publish(make: () => State): void {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    queueMicrotask(() => {
      this.#isPublishing = false;
      this.#state = make();
      for (const listener of this.#listeners) listener();
    });
  }
}
