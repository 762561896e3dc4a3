import type { ErrorPage, Evidence, Finding, FlowInspection, Message } from '../../../core/model/index.ts';
import { isApiRequest } from '../evidence.ts';

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
  const distinct: { readonly message: M; readonly hops: string[] }[] = [];
  for (const message of messages) {
    const known = distinct.find((other) => areEqual(other.message, message));
    if (known) known.hops.push(message.hop);
    else distinct.push({ message, hops: [message.hop] });
  }
  return distinct;
}

/** Whether the same was sent; strings that may have a million characters are compared, not written anew. */
function areEqual(a: Message, b: Message): boolean {
  // Each call of the API has an answer of its own.
  if (a.kind !== b.kind || isApiRequest(a)) return false;
  if (a.kind === 'error-page' || b.kind === 'error-page') {
    return JSON.stringify({ ...a, hop: '', request: '' }) === JSON.stringify({ ...b, hop: '', request: '' });
  }
  const [sent, other] = [sentIn(a), sentIn(b)];
  return sent.length === other.length && sent.every((text, index) => text === other[index]);
}

function sentIn(message: Exclude<Message, ErrorPage>): readonly (string | undefined)[] {
  return [
    'binding' in message ? message.binding : undefined,
    'authorization' in message ? message.authorization : undefined,
    'samlRequest' in message ? message.samlRequest?.raw : undefined,
    ...message.parameters.flatMap(({ name, raw }) => [name, raw]),
  ];
}

/** Whether the user was led to a place of that message. */
export function isAt(mark: Evidence | undefined, hops: readonly string[]): boolean {
  return mark !== undefined && hops.includes(mark.hop);
}
