import type { Evidence, Finding, FlowInspection, Message } from '../../../core/model/index.ts';

/** What the views of messages share. */
export interface MessageViewProps {
  readonly inspection: FlowInspection;
  /** What the user was led to: its place is marked. */
  readonly mark: Evidence | undefined;
  readonly onHop: (id: string) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** A message and the hops that carried it: Login.gov has the browser repeat its request on the way. */
export interface ShownMessage<M extends Message = Message> {
  readonly message: M;
  readonly hops: readonly string[];
}

/** Equal messages as one, in the order of their first hops. */
export function distinctMessages<M extends Message>(messages: readonly M[]): readonly ShownMessage<M>[] {
  const distinct = new Map<string, { readonly message: M; readonly hops: string[] }>();
  for (const message of messages) {
    const key = JSON.stringify({ ...message, hop: '' });
    const known = distinct.get(key);
    if (known) known.hops.push(message.hop);
    else distinct.set(key, { message, hops: [message.hop] });
  }
  return [...distinct.values()];
}

/** Whether the user was led to a place of that message. */
export function isAt(mark: Evidence | undefined, hops: readonly string[]): boolean {
  return mark !== undefined && hops.includes(mark.hop);
}
