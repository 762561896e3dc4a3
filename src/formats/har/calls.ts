import { readJwt } from '../../core/decode/jwt.ts';
import { queryParameters } from '../../core/decode/parameters.ts';
import type { ExchangeObservation } from '../../core/flow/index.ts';
import { endpointOf } from '../../core/login-gov/endpoints.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { Engine, Flow, Hop, Navigation } from '../../core/model/index.ts';

/** Calls of one flow beyond this number get a flow of their own. */
const MAX_CALLS = 100;

/**
 * Adds what scripts asked of Login.gov: a token request belongs to the flow that its code comes from, else to the
 * last one of its client before it; a user info request to that of the token request before it. Anything else, such
 * as an authorize request by a script, is a flow of its own. Flows are in the order of their first hops.
 */
export function withCalls(
  flows: readonly Flow[],
  calls: readonly ExchangeObservation[],
  engine: Engine,
  deployments: Deployments = [],
): Flow[] {
  if (calls.length === 0) return [...flows];
  const all = [...flows];
  const byCode = new Map(flows.flatMap(codesOf));
  let last: number | undefined;
  calls.forEach((call, index) => {
    const kind = endpointOf(call.url, deployments)?.kind;
    const owner =
      kind === 'oidc-token'
        ? (byCode.get(field(call, 'code'))?.id ?? flowOfClient(flows, call)?.id)
        : kind === 'oidc-userinfo'
          ? last === undefined
            ? undefined
            : all[last]?.id
          : undefined;
    let at = all.findIndex(({ id }) => id === owner);
    if (at < 0 || callsOf(all[at]) >= MAX_CALLS) {
      const id = `${Math.trunc(call.time).toString(36)}-call-${index + 1}`;
      at = all.push({ id, engine, ...(deployments.length > 0 && { deployments }), navigations: [] }) - 1;
    }
    const flow = all[at];
    if (flow !== undefined) all[at] = withCall(flow, call);
    if (kind === 'oidc-token') last = at;
  });
  return all.toSorted((a, b) => startOf(a) - startOf(b));
}

function callsOf(flow: Flow | undefined): number {
  return flow?.navigations.filter(({ cause }) => cause.kind === 'script').length ?? 0;
}

function startOf({ navigations }: Flow): number {
  return navigations[0]?.hops[0]?.time ?? 0;
}

/** The codes that were delivered in the flow. */
function codesOf(flow: Flow): (readonly [string, Flow])[] {
  return flow.navigations.flatMap(({ hops }) =>
    hops.flatMap(({ url }) => {
      if (!url.includes('code=') || endpointOf(url, flow.deployments) !== undefined) return [];
      const code = queryParameters(url).findLast(({ name }) => name === 'code')?.value ?? '';
      return code === '' ? [] : [[code, flow] as const];
    }),
  );
}

/** The last flow before the call whose authorize request has the client_id that the call names. */
function flowOfClient(flows: readonly Flow[], call: ExchangeObservation): Flow | undefined {
  const client = clientOf(call);
  if (client === '') return undefined;
  const before = flows.filter((flow) => startOf(flow) <= call.time && clientsOf(flow).includes(client));
  return before.at(-1);
}

function clientOf(call: ExchangeObservation): string {
  const named = field(call, 'client_id');
  if (named !== '') return named;
  const jwt = readJwt(field(call, 'client_assertion'));
  return jwt.ok && typeof jwt.claims.iss === 'string' ? jwt.claims.iss : '';
}

function clientsOf({ navigations, deployments }: Flow): string[] {
  return navigations.flatMap(({ hops }) =>
    hops.flatMap(({ url }) =>
      endpointOf(url, deployments)?.kind === 'oidc-authorize'
        ? queryParameters(url).flatMap(({ name, value }) => (name === 'client_id' ? [value] : []))
        : [],
    ),
  );
}

function field({ request, url }: ExchangeObservation, name: string): string {
  const body = request.body;
  const fields = body?.kind === 'form' ? body.fields : queryParameters(url);
  return fields.findLast((candidate) => candidate.name === name)?.value ?? '';
}

/** Puts the call where it happened among the navigations. */
function withCall(flow: Flow, call: ExchangeObservation): Flow {
  const id = `${flow.id}/${flow.navigations.length + 1}`;
  const { url, method, time, request, response, error } = call;
  const hop: Hop = {
    id: `${id}.1`,
    url,
    method,
    time,
    request,
    ...(response !== undefined && { response }),
    ...(error !== undefined && { error }),
    seenBy: ['file'],
  };
  const document = documentOf(call);
  const navigation: Navigation = {
    id,
    cause: { kind: 'script', document: document === undefined ? {} : { url: document } },
    hops: [hop],
    committed: false,
  };
  const after = flow.navigations.findLastIndex(({ hops }) => (hops[0]?.time ?? 0) <= time);
  return { ...flow, navigations: flow.navigations.toSpliced(after + 1, 0, navigation) };
}

/** The page whose script called, or its origin. */
function documentOf({ request }: ExchangeObservation): string | undefined {
  const header = (name: string) =>
    request.headers?.find((candidate) => candidate.name.toLowerCase() === name)?.value;
  const url = header('referer') ?? header('origin');
  return url !== undefined && URL.canParse(url) ? url : undefined;
}
