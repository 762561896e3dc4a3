import type { Finding, FlowInspection, Header, Hop, Message } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { MESSAGES } from '../../../formats/report/words.ts';
import { isResponse } from '../evidence.ts';

/** One thing of a flow in which the text occurs. */
export interface Match {
  readonly view: 'overview' | 'redirects' | 'request' | 'response';
  /** Of a hop: its id. */
  readonly hop?: string;
  /** Where it is, in words: `hop 5, URL`. */
  readonly place: string;
  /** Finds the element that shows it, once the view is there. */
  readonly selector: string;
}

/** More are not counted: nobody goes through them. */
export const MAX_MATCHES = 999;
/** Characters of one value that are searched. */
const MAX_TEXT = 1_000_000;

/**
 * The findings, hops, parameters, SAML facts and lines of XML of a flow that hold the text, in any case, in the order
 * of the views. Values are searched whole, also where the view shortens them.
 */
export function searchFlow(inspection: FlowInspection, text: string): readonly Match[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const holds = (...texts: readonly (string | undefined)[]) =>
    texts.some((one) => one?.slice(0, MAX_TEXT).toLowerCase().includes(wanted) === true);
  const numbers = hopNumbers(inspection.navigations);
  const matches: Match[] = [];
  const add = (match: Match) => {
    if (matches.length < MAX_MATCHES) matches.push(match);
  };

  for (const finding of inspection.findings) {
    if (!holds(...textsOfFinding(finding))) continue;
    const selector = `[data-testid=finding][data-rule="${quoted(finding.rule)}"]`;
    add({ view: 'overview', place: `finding, ${finding.title}`, selector });
  }
  for (const { hops } of inspection.navigations) {
    for (const hop of hops) {
      const part = partOfHop(hop, holds);
      if (part === undefined) continue;
      const selector = `[data-hop="${quoted(hop.id)}"]`;
      add({ view: 'redirects', hop: hop.id, place: `hop ${numbers.get(hop.id)}, ${part}`, selector });
    }
  }
  for (const message of inspection.messages) {
    const view = isResponse(message) ? 'response' : 'request';
    for (const { name, selector } of partsOfMessage(message, holds)) {
      add({ view, place: `${MESSAGES[message.kind]}, ${name}`, selector });
    }
  }
  return matches;
}

function textsOfFinding({ rule, title, summary, fix, evidence, values = [] }: Finding): readonly string[] {
  const places = evidence.flatMap(({ at, actual = '', expected = '' }) => [at.name, actual, expected]);
  return [rule, title, summary, fix, ...places, ...values.map(({ value }) => value)];
}

type Holds = (...texts: readonly (string | undefined)[]) => boolean;

/** What of the hop holds the text: the first part that does. */
function partOfHop({ url, error, request, response }: Hop, holds: Holds): string | undefined {
  if (holds(url)) return 'URL';
  if (holds(error)) return 'error';
  const header = [...(request?.headers ?? []), ...(response?.headers ?? [])].find(holdsField(holds));
  if (header) return `header ${header.name}`;
  const field = request?.body?.kind === 'form' ? request.body.fields.find(holdsField(holds)) : undefined;
  return field && `form field ${field.name}`;
}

const holdsField = (holds: Holds) => (field: Header) => holds(field.name, field.value);

function partsOfMessage(
  message: Message,
  holds: Holds,
): { readonly name: string; readonly selector: string }[] {
  if (message.kind === 'error-page') {
    const found = holds(message.title, ...message.messages);
    return found ? [{ name: 'page', selector: `[data-kind="${message.kind}"]` }] : [];
  }
  const named = message.parameters
    .filter(({ name, value }) => holds(name, value))
    .map(({ name }) => ({ name, selector: `[data-name="${quoted(name.slice(0, 200))}"]` }));
  const xml = 'decoding' in message ? message.decoding.xml : undefined;
  return holds(xml) ? [...named, { name: 'XML', selector: `[data-kind="${message.kind}"]` }] : named;
}

/** For a double-quoted attribute value in a selector. */
function quoted(value: string): string {
  return value.replace(/["\\\n\r\f]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `);
}
