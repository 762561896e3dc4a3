import { parameter } from '../decode/parameters.ts';
import { LIMITS, type LimitName } from '../limits.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { EvidencePlace, Flow, Hop, Message, Parameter } from '../model/index.ts';
import type { Rule, RuleContext, Verdict } from './rule.ts';

/** The inspector's own rule: where it stopped reading, so that nobody takes silence for a pass. */

interface Reached {
  readonly limit: LimitName;
  readonly hop: Hop['id'];
  readonly at: EvidencePlace;
  /** What was not read. */
  readonly unread: string;
}

/** Limits beyond this number are not listed. */
const MAX_LISTED = 5;

function reached({ flow, messages, hop: hopOf }: RuleContext): Reached[] {
  const found = reachedByHops(flow);
  for (const message of messages) {
    if (found.length >= MAX_LISTED) break;
    found.push(...reachedBy(message, hopOf(message.hop)));
  }
  return found.slice(0, MAX_LISTED);
}

function reachedByHops({ navigations }: Flow): Reached[] {
  const found: Reached[] = [];
  for (const { hops } of navigations) {
    for (const hop of hops) {
      if (found.length >= MAX_LISTED) return found;
      if (hop.url.length > LIMITS.urlLength) {
        const unread = `the query of an address of ${hop.url.length} characters`;
        found.push({ limit: 'urlLength', hop: hop.id, at: { part: 'url', name: 'url' }, unread });
      }
      const lists = [
        ['request-header', hop.request?.headers],
        ['response-header', hop.response?.headers],
      ] as const;
      for (const [part, headers = []] of lists) {
        if (headers.length > LIMITS.headers) {
          const unread = `${headers.length - LIMITS.headers} of ${headers.length} header fields`;
          found.push({ limit: 'headers', hop: hop.id, at: { part, name: 'headers' }, unread });
        }
        const long = headers.find(({ value }) => value.length > LIMITS.headerLength);
        if (long !== undefined) {
          const unread = `a header value of ${long.value.length} characters`;
          found.push({
            limit: 'headerLength',
            hop: hop.id,
            at: { part, name: long.name.slice(0, 100) },
            unread,
          });
        }
      }
    }
  }
  return found;
}

function reachedBy(message: Message, hop: Hop | undefined): Reached[] {
  if (message.kind === 'error-page') return [];
  const found: Reached[] = [];
  const more = parametersBeyond(message.parameters, hop);
  if (more > 0) {
    const unread = `${more} ${more === 1 ? 'parameter' : 'parameters'} after the first ${LIMITS.parameters}`;
    found.push({ limit: 'parameters', hop: message.hop, at: { part: 'query', name: 'parameters' }, unread });
  }
  if (message.kind === 'oidc-authorize-request') {
    for (const name of LISTS) found.push(...valuesBeyond(name, message.parameters, message.hop));
  }
  if ('decoding' in message) {
    const part = message.binding === 'HTTP-Redirect' ? 'query' : 'body';
    const name =
      message.kind === 'saml-response' || message.kind === 'saml-logout-response'
        ? 'SAMLResponse'
        : 'SAMLRequest';
    const limit = decodingLimit(message.decoding.problem);
    if (limit !== undefined) {
      const what = limit === 'xmlDepth' ? 'what is deeper, and what follows, of the' : 'the';
      const unread = `${what} message in ${name}: ${message.decoding.problem?.detail ?? ''}`.replace(
        /\.$/,
        '',
      );
      found.push({ limit, hop: message.hop, at: { part, name }, unread });
    }
  }
  if (
    message.kind === 'saml-authn-request' &&
    (message.document?.classRefs.length ?? 0) >= LIMITS.classRefs
  ) {
    const at = { part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef' } as const;
    const unread = `what may follow the first ${LIMITS.classRefs} class references`;
    found.push({ limit: 'classRefs', hop: message.hop, at, unread });
  }
  return found;
}

const LISTS = ['scope', 'acr_values'] as const;

function parametersBeyond(parameters: readonly Parameter[], hop: Hop | undefined): number {
  if (parameters.length < LIMITS.parameters - 1 || hop === undefined) return 0;
  const query = hop.url.slice(0, LIMITS.urlLength).replace(/^[^?]*\??|#.*$/gs, '');
  const sent = query.split('&').filter((pair) => pair !== '').length;
  return Math.max(0, sent - LIMITS.parameters);
}

function valuesBeyond(name: string, parameters: readonly Parameter[], hop: Hop['id']): Reached[] {
  const value = parameter(parameters, name);
  if (value === undefined || value.length < 2 * LIMITS.values) return [];
  const values = value.split(/[\t\n\v\f\r ]+/).filter((one) => one !== '').length;
  if (values <= LIMITS.values) return [];
  const unread = `${values - LIMITS.values} of ${values} values`;
  return [{ limit: 'values', hop, at: { part: 'query', name }, unread }];
}

function decodingLimit(
  problem: { readonly code: string; readonly step: string } | undefined,
): LimitName | undefined {
  if (problem?.code === 'too-deep') return 'xmlDepth';
  if (problem?.code !== 'too-large') return undefined;
  return problem.step === 'inflate' ? 'inflatedBytes' : 'encodedLength';
}

function check(context: RuleContext): Verdict {
  const [first, ...others] = reached(context);
  if (first === undefined) return undefined;
  const all = [first, ...others];
  const list = all.map(
    ({ limit, at, unread }) => `${unread} (at ${at.name}; limit ${limit}: ${LIMITS[limit]})`,
  );
  return {
    summary: `This inspector did not read everything, so that no request can make it slow. Not read: ${list.join('; ')}. Login.gov may read more, or refuse it.`,
    fix: 'Send less: no request of a sign-in comes near these limits. Do not rely on rules that find nothing in what was not read.',
    evidence: [evidenceOf(first), ...others.map(evidenceOf)],
  };
}

function evidenceOf({ limit, hop, at }: Reached) {
  return { hop, at, expected: `at most ${LIMITS[limit]} (${limit})` };
}

export const limitRules: readonly Rule[] = [
  {
    id: 'inspector-limit-reached',
    severity: 'warning',
    title: 'More than this inspector reads',
    docs: [DOCS.oidcRequestParameters, DOCS.samlAuthenticationRequest],
    on: 'flow',
    check,
  },
];
