import type { FlowInspection, Message, SamlRequest, SamlResponse } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { requestFacts, responseFacts, type SamlFact } from '../../../formats/report/saml-facts.ts';

/** The key facts of a message; of a response also which request of the flow it answers. */
export function samlFacts(
  message: SamlRequest | SamlResponse,
  { messages, navigations }: Pick<FlowInspection, 'messages' | 'navigations'>,
): readonly SamlFact[] {
  if (message.document === undefined) return [];
  if ('classRefs' in message.document) return requestFacts(message.document);
  const { inResponseTo } = message.document;
  return responseFacts(message.document).map((fact) =>
    fact.name === 'InResponseTo' && inResponseTo !== undefined
      ? { ...fact, note: answered(inResponseTo, messages, hopNumbers(navigations)) }
      : fact,
  );
}

function answered(id: string, messages: readonly Message[], numbers: ReadonlyMap<string, number>): string {
  const request = messages.find(
    (message) =>
      'document' in message &&
      message.document !== undefined &&
      'classRefs' in message.document &&
      message.document.id === id,
  );
  if (request === undefined) return 'No request of this flow has that ID.';
  return `The ID of the request at hop ${numbers.get(request.hop) ?? '?'}.`;
}
