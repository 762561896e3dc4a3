import type { Evidence, Finding, FlowInspection, Message, MessageKind } from '../../core/model/index.ts';
import { policyMark } from './csp/policy-mark.ts';

/** The views that show a piece of evidence in its place. */
export type EvidenceView = 'request' | 'response' | 'csp' | 'raw';

/** A piece of evidence that the user goes to: the `index`-th of the finding with that key. */
export interface EvidenceTarget {
  readonly finding: string;
  readonly index: number;
  /** Another number each time, so that the same link leads there again. */
  readonly visit: number;
}

const RESPONSES: ReadonlySet<MessageKind> = new Set([
  'oidc-authorize-response',
  'saml-response',
  'saml-logout-response',
  'error-page',
]);

/** Whether Login.gov sent the message; the application sent all others. */
export function isResponse({ kind }: Pick<Message, 'kind'>): boolean {
  return RESPONSES.has(kind);
}

/** The answer to it is no message of its own, but a part of the hop that carried the request. */
export function isApiRequest({ kind }: Pick<Message, 'kind'>): boolean {
  return kind === 'oidc-token-request' || kind === 'oidc-userinfo-request';
}

/** Tells a finding from the others of its flow, also after the flow was inspected anew. */
export function findingKey({ rule, evidence: [first] }: Finding): string {
  return JSON.stringify([rule, first?.hop, first?.at]);
}

/** The evidence that the target names and its finding; undefined when a new inspection has it no more. */
export function evidenceAt(
  { findings }: Pick<FlowInspection, 'findings'>,
  target: EvidenceTarget | undefined,
): { readonly finding: Finding; readonly evidence: Evidence } | undefined {
  const finding = target && findings.find((candidate) => findingKey(candidate) === target.finding);
  const evidence = finding?.evidence[target?.index ?? 0];
  return finding && evidence && { finding, evidence };
}

/** Parameters, XML and pages stand in the messages, policies in their view; URLs, headers and errors as they were seen. */
export function viewOfEvidence(
  evidence: Evidence,
  inspection: FlowInspection,
  finding: Pick<Finding, 'rule'>,
): EvidenceView {
  if (policyMark(finding, evidence, inspection) !== undefined) return 'csp';
  const { hop, at } = evidence;
  const messages = inspection.messages.filter((message) => message.hop === hop);
  switch (at.part) {
    case 'xml':
      return viewOf(messages.find((message) => 'decoding' in message));
    case 'query':
    case 'body': {
      const holders = messages.filter((message) => message.kind !== 'error-page');
      const named = holders.find((message) => parameterNames(message).includes(at.name));
      return viewOf(named ?? holders[0]);
    }
    case 'page':
      return messages.some((message) => isResponse(message) || isApiRequest(message)) ? 'response' : 'raw';
    default:
      return 'raw';
  }
}

function viewOf(message: Message | undefined): EvidenceView {
  if (message === undefined) return 'raw';
  return isResponse(message) ? 'response' : 'request';
}

function parameterNames(message: Message): readonly string[] {
  if (message.kind === 'error-page') return [];
  const own = 'samlRequest' in message && message.samlRequest ? [message.samlRequest.name] : [];
  return [...own, ...message.parameters.map(({ name }) => name)];
}
