import { indentXml } from '../../core/decode/indent-xml.ts';
import type { ErrorPage, Message, SamlRequest, SamlResponse } from '../../core/model/index.ts';
import { holdsAssertion, isSecretInMessage, maskText, maskXml, shorten } from './mask.ts';
import { printable, printableLines } from './printable.ts';
import { responseFacts } from './saml-facts.ts';
import { MESSAGES } from './words.ts';

/** A decoded message in words. */
export interface MessageReport {
  /** `OIDC authorization request at hop 2, again at hops 5 and 8`. */
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Lines of the XML of a request; that of a response holds the assertion and is never shown. */
  readonly xml?: readonly string[];
}

const MAX_VALUE = 2000;
const MAX_XML = 100_000;

const STEPS = { base64: 'base64', inflate: 'DEFLATE', xml: 'XML' } as const;

/** Every message but error pages, which the outcome and the findings quote; equal ones only once. */
export function describeMessages(
  messages: readonly Message[],
  numbers: ReadonlyMap<string, number>,
): MessageReport[] {
  const distinct = new Map<string, { message: Message; hops: (number | string)[] }>();
  for (const message of messages) {
    if (message.kind === 'error-page') continue;
    const { hop, ...content } = message;
    const key = JSON.stringify(content);
    const known = distinct.get(key) ?? { message, hops: [] };
    known.hops.push(numbers.get(hop) ?? '?');
    distinct.set(key, known);
  }
  return [...distinct.values()].map(({ message, hops }) => describe(message, hops));
}

function describe(message: Message, [first, ...again]: readonly (number | string)[]): MessageReport {
  const binding = 'binding' in message ? ` (${message.binding})` : '';
  const repeated =
    again.length === 0 ? '' : `, again at hop${again.length === 1 ? '' : 's'} ${again.join(', ')}`;
  const title = `${MESSAGES[message.kind]}${binding} at hop ${first}${repeated}`;
  switch (message.kind) {
    case 'saml-authn-request':
    case 'saml-logout-request':
      return { title, ...samlRequest(message) };
    case 'saml-response':
    case 'saml-logout-response':
      return { title, facts: samlResponse(message) };
    case 'error-page':
      return { title, facts: [] };
    default:
      return { title, facts: parameterFacts(message) };
  }
}

function samlRequest(message: SamlRequest): Omit<MessageReport, 'title'> {
  const facts = [...decodingFacts(message), ...parameterFacts(message)];
  const { xml } = message.decoding;
  if (xml === undefined || holdsAssertion(xml)) return { facts };
  const lines = printableLines(maskXml(indentXml(xml.slice(0, MAX_XML))));
  if (xml.length > MAX_XML) lines.push(`… (${xml.length} characters)`);
  return { facts, xml: lines };
}

function samlResponse(message: SamlResponse): MessageReport['facts'] {
  const known = message.document === undefined ? [] : responseFacts(message.document);
  return [
    ...decodingFacts(message),
    ...known.flatMap(({ name, values }) => values.map((value) => ({ name, value: shown(maskText(value)) }))),
    ...parameterFacts(message),
  ];
}

function decodingFacts({ decoding }: SamlRequest | SamlResponse): MessageReport['facts'] {
  const steps = decoding.steps.map((step) => STEPS[step]).join(', then ');
  const { problem } = decoding;
  return [
    { name: 'decoded', value: steps === '' ? 'nothing' : steps },
    ...(problem === undefined
      ? []
      : [{ name: 'problem', value: printable(`${problem.code}: ${maskText(problem.detail)}`) }]),
  ];
}

function parameterFacts(message: Exclude<Message, ErrorPage>): MessageReport['facts'] {
  return message.parameters.map(({ name, value }) => ({
    name: printable(name.slice(0, 100)),
    value: shown(isSecretInMessage(message, name, value) ? shorten(value) : maskText(value)),
  }));
}

function shown(text: string): string {
  const line = printable(text.slice(0, MAX_VALUE));
  return text.length <= MAX_VALUE ? line : `${line}… (${text.length} characters)`;
}
