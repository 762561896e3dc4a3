import { queryParameters } from '../../core/decode/parameters.ts';
import { type EndpointKind, endpointOf, startsFlow } from '../../core/login-gov/endpoints.ts';
import type { Flow, Header, Hop } from '../../core/model/index.ts';
import { isMaskedValue } from '../saml-tracer/masked-value.ts';
import { isReplaced } from './replaced.ts';

/** The request with which an application sent the user to Login.gov, as it can be sent again. */
export interface StartingRequest {
  readonly endpoint: EndpointKind;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Of a form that was posted, in order. */
  readonly fields?: readonly Header[];
  readonly parameters: readonly SentParameter[];
}

/** A parameter of the query or a field of the form. */
export interface SentParameter extends Header {
  /**
   * What is to be known of a value that is sent once more: `used` belongs to the sign-in that was recorded, and a new
   * one should have another; `replaced` is not what was sent, for the file was redacted or masked.
   */
  readonly age?: 'used' | 'replaced';
}

/** Why a flow's first request cannot be sent again. */
export type NotReproducible =
  /** No request to an endpoint that starts a sign-in or sign-out is in it. */
  | 'no-request'
  /** It was posted, and its form or a part of it is not known. */
  | 'form-unknown';

/** New with every sign-in; in lower case. */
const USED_ONCE: ReadonlySet<string> = new Set([
  'state',
  'nonce',
  'code_challenge',
  'id_token_hint',
  'samlrequest',
  'samlresponse',
  'relaystate',
  'signature',
]);

/**
 * The request that started the flow, or why it cannot be sent again.
 * @param redacted the flow comes from a file in which secrets were replaced: which values are not what was sent
 */
export function startingRequest(flow: Flow, redacted = false): StartingRequest | NotReproducible {
  for (const { hops } of flow.navigations) {
    for (const hop of hops) {
      const endpoint = endpointOf(hop.url, flow.deployments);
      if (endpoint !== undefined && startsFlow(hop.url, flow.deployments) && /^https?:/i.test(hop.url))
        return requestOf(hop, endpoint.kind, redacted);
    }
  }
  return 'no-request';
}

function requestOf(hop: Hop, endpoint: EndpointKind, redacted: boolean): StartingRequest | NotReproducible {
  const { method = 'GET', url, request } = hop;
  const query = queryParameters(url).map(({ name, value }) => ({ name, value }));
  const described = ({ name, value }: Header): SentParameter => {
    const isStandIn = isMaskedValue(value) || (redacted && isReplaced(name, value));
    const age = isStandIn ? 'replaced' : USED_ONCE.has(name.toLowerCase()) ? 'used' : undefined;
    return { name, value, ...(age !== undefined && value !== '' && { age }) };
  };
  if (method !== 'POST') return { endpoint, method: 'GET', url, parameters: query.map(described) };
  const body = request?.body;
  if (body?.kind !== 'form' || body.omitted > 0) return 'form-unknown';
  const { fields } = body;
  return { endpoint, method, url, fields, parameters: [...query, ...fields].map(described) };
}
