import type { Message, Parameter, SamlRequest, SamlResponse } from '../../core/model/index.ts';
import { isSecretName, maskText, shorten } from './mask.ts';
import { printable, printableLines } from './printable.ts';
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

/** A response that was sent where a request belongs is not shown either. */
const ASSERTION = /<(?:[\w.-]{1,40}:)?(?:Encrypted)?Assertion[\s>/]/;

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
      return { title, facts: parameterFacts(message.parameters) };
  }
}

function samlRequest(message: SamlRequest): Omit<MessageReport, 'title'> {
  const facts = [...decodingFacts(message), ...parameterFacts(message.parameters)];
  const { xml } = message.decoding;
  if (xml === undefined || ASSERTION.test(xml)) return { facts };
  const lines = printableLines(maskXml(xml.slice(0, MAX_XML)));
  if (xml.length > MAX_XML) lines.push(`… (${xml.length} characters)`);
  return { facts, xml: lines };
}

function samlResponse(message: SamlResponse): MessageReport['facts'] {
  const { document, parameters } = message;
  const known: readonly (readonly [string, string | undefined])[] = [
    ['Status', document?.status],
    ['Issuer', document?.issuer],
    ['Destination', document?.destination],
    ['InResponseTo', document?.inResponseTo],
    ['EncryptedAssertion', document === undefined ? undefined : document.encrypted ? 'yes' : 'no'],
  ];
  return [
    ...decodingFacts(message),
    ...known.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: shown(name, value) }])),
    ...parameterFacts(parameters),
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

function parameterFacts(parameters: readonly Parameter[]): MessageReport['facts'] {
  return parameters.map(({ name, value }) => ({
    name: printable(name.slice(0, 100)),
    value: shown(name, value),
  }));
}

function shown(name: string, value: string): string {
  const text = isSecretName(name) ? shorten(value) : maskText(value);
  const line = printable(text.slice(0, MAX_VALUE));
  return text.length <= MAX_VALUE ? line : `${line}… (${text.length} characters)`;
}

/**
 * XML without what names the user (NameID, SessionIndex), what the user was given (Assertion) and what nobody
 * reads (long base64 of signatures and certificates).
 */
function maskXml(xml: string): string {
  return maskText(xml)
    .replace(
      /<((?:[\w.-]+:)?(?:NameID|SessionIndex|BaseID))(\s[^<>]*)?>([^<]+)</g,
      (_whole, name: string, attributes: string | undefined, value: string) =>
        `<${name}${attributes ?? ''}>${shorten(value.trim())}<`,
    )
    .replace(/>([^<>]{80,})</g, (whole, value: string) =>
      /^[A-Za-z0-9+/=\s]+$/.test(value) ? `>${shorten(value.trim())}<` : whole,
    );
}
