import type { Finding, FlowInspection, Message } from '../../core/model/index.ts';
import { hopResult } from '../report/hops.ts';
import { isSecretInMessage } from '../report/mask.ts';
import { requestFacts, responseFacts } from '../report/saml-facts.ts';
import { MESSAGES, OUTCOMES, PROTOCOLS, TOPICS } from '../report/words.ts';
import { align } from './align.ts';

/** One thing that two flows have or have not in common. */
export interface ComparedRow {
  /** `client_id`, `Issuer`, `GET idp.int.identitysandbox.gov/openid_connect/authorize`, the title of a finding. */
  readonly name: string;
  /** Absent where that flow does not have it. Not masked. */
  readonly left?: readonly string[];
  readonly right?: readonly string[];
  readonly difference: Difference;
  /** The values let somebody act as the user, or the like: they are to be shortened. */
  readonly secret: boolean;
}

/**
 * `fresh`: the values differ because they are new with every sign-in (`state`, a code, the ID of a request), which
 * explains nothing.
 */
export type Difference = 'equal' | 'changed' | 'left-only' | 'right-only' | 'fresh';

export interface ComparedSection {
  readonly title: string;
  readonly rows: readonly ComparedRow[];
}

/** New with every request: that they differ is how it should be. */
const FRESH: ReadonlySet<string> = new Set([
  'client_assertion',
  'code',
  'code_challenge',
  'code_verifier',
  'id_token_hint',
  'nonce',
  'relaystate',
  'samlrequest',
  'samlresponse',
  'signature',
  'state',
  'id',
  'issueinstant',
  'inresponseto',
]);

/** In which parameters, hops, findings and treatments two flows differ. Pure; values are not masked. */
export function compareFlows(left: FlowInspection, right: FlowInspection): readonly ComparedSection[] {
  return [
    { title: 'Outcome', rows: compareOutcomes(left, right) },
    { title: 'Findings', rows: compareFindings(left, right) },
    ...compareMessages(left, right),
    { title: 'What Login.gov does with the request', rows: compareTreatments(left, right) },
    { title: 'Redirects', rows: compareHops(left, right) },
  ].filter(({ rows }) => rows.length > 0);
}

/** Rows that say why one flow ended otherwise than the other. */
export function differing(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  return rows.filter(({ difference }) => difference !== 'equal' && difference !== 'fresh');
}

function compareOutcomes(left: FlowInspection, right: FlowInspection): readonly ComparedRow[] {
  const facts = ({ outcome, protocol, client, navigations }: FlowInspection): Facts => [
    ['How it ended', [OUTCOMES[outcome.kind]]],
    ['Protocol', [PROTOCOLS[protocol]]],
    ...(client === undefined ? [] : [['Application', [client]] as const]),
    ['Hops', [String(navigations.reduce((count, { hops }) => count + hops.length, 0))]],
  ];
  return compareFacts(facts(left), facts(right));
}

type Facts = readonly (readonly [name: string, values: readonly string[], secret?: boolean])[];

/** Facts with the same name belong together, whatever their order. */
function compareFacts(left: Facts, right: Facts): readonly ComparedRow[] {
  const names = [...new Set([...left, ...right].map(([name]) => name))];
  return names.map((name) => {
    const valuesOf = (facts: Facts) => {
      const own = facts.filter(([other]) => other === name);
      return own.length === 0 ? undefined : own.flatMap(([, values]) => values);
    };
    const isSecret = [...left, ...right].some(([other, , secret]) => other === name && secret === true);
    return row(name, valuesOf(left), valuesOf(right), isSecret);
  });
}

function row(
  name: string,
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
  secret = false,
): ComparedRow {
  return {
    name,
    ...(left && { left }),
    ...(right && { right }),
    difference: differenceOf(name, left, right),
    secret,
  };
}

function differenceOf(
  name: string,
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): Difference {
  if (!left) return right ? 'right-only' : 'equal';
  if (!right) return 'left-only';
  const isEqual = left.length === right.length && left.every((value, index) => value === right[index]);
  if (isEqual) return 'equal';
  return FRESH.has(name.toLowerCase()) ? 'fresh' : 'changed';
}

/** The n-th message of a kind is compared with the other flow's n-th of that kind. */
function compareMessages(left: FlowInspection, right: FlowInspection): readonly ComparedSection[] {
  const sections: ComparedSection[] = [];
  for (const kind of new Set([...left.messages, ...right.messages].map((message) => message.kind))) {
    const lefts = distinct(left.messages.filter((message) => message.kind === kind));
    const rights = distinct(right.messages.filter((message) => message.kind === kind));
    const count = Math.max(lefts.length, rights.length);
    for (let index = 0; index < count; index += 1) {
      const title = count > 1 ? `${MESSAGES[kind]} ${index + 1} of ${count}` : MESSAGES[kind];
      sections.push({ title, rows: compareFacts(factsOf(lefts[index]), factsOf(rights[index])) });
    }
  }
  return sections;
}

/** A request that Login.gov sends to itself again is one request. */
function distinct(messages: readonly Message[]): readonly Message[] {
  const known = new Set<string>();
  return messages.filter((message) => {
    const key = JSON.stringify(factsOf(message));
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function factsOf(message: Message | undefined): Facts {
  if (message === undefined) return [];
  if (message.kind === 'error-page')
    return [
      ['Title', [message.title]],
      ['Messages', message.messages],
    ];
  const parameters = message.parameters.map(
    ({ name, value }) => [name, [value], isSecretInMessage(message, name, value)] as const,
  );
  const facts = samlFacts(message).map(({ name, values }) => [name, values] as const);
  return [...facts, ...parameters];
}

function samlFacts(message: Message) {
  switch (message.kind) {
    case 'saml-authn-request':
    case 'saml-logout-request':
      return message.document === undefined ? [] : requestFacts(message.document);
    case 'saml-response':
    case 'saml-logout-response':
      return message.document === undefined ? [] : responseFacts(message.document);
    default:
      return [];
  }
}

function compareFindings(left: FlowInspection, right: FlowInspection): readonly ComparedRow[] {
  const facts = ({ findings }: FlowInspection): Facts =>
    findings
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => [finding.title, [foundIn(finding)]] as const);
  return compareFacts(facts(left), facts(right));
}

/** `error: state has 8 characters.` Of one rule, findings that say something else differ. */
function foundIn({ severity, summary }: Finding): string {
  return `${severity}: ${summary}`;
}

function compareTreatments(left: FlowInspection, right: FlowInspection): readonly ComparedRow[] {
  const facts = ({ treatments }: FlowInspection): Facts =>
    (treatments[0]?.items ?? []).map(({ topic, values }) => [TOPICS[topic], values] as const);
  return compareFacts(facts(left), facts(right));
}

interface Step {
  /** Method and address without its query. */
  readonly name: string;
  readonly result: string;
}

/** The chains side by side: hops with the same method and address stand beside one another. */
function compareHops(left: FlowInspection, right: FlowInspection): readonly ComparedRow[] {
  const pairs = align(stepsOf(left), stepsOf(right), (one, other) => one.name === other.name);
  return pairs.map(([one, other]) =>
    row(one?.name ?? other?.name ?? '', one && [one.result], other && [other.result]),
  );
}

function stepsOf({ navigations }: FlowInspection): readonly Step[] {
  return navigations.flatMap((navigation) =>
    navigation.hops.map((hop) => ({
      name: `${hop.method ?? '?'} ${addressOf(hop.url)}`,
      result: hopResult(hop, navigation).text,
    })),
  );
}

/** Host and path: what comes after them differs from one sign-in to the next. */
function addressOf(url: string): string {
  const [, address = url] = /^[a-z][a-z0-9+.-]*:\/\/([^?#]*)/is.exec(url) ?? [];
  return address;
}
