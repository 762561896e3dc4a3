import * as v from 'valibot';
import { parseParameters } from '../../core/decode/parameters.ts';
import { withoutCredentials } from '../../core/flow/recorded-headers.ts';
import type { Flow, Hop, MetaPolicies, Navigation } from '../../core/model/index.ts';
import { flowSchema, hopSchema, metaPoliciesSchema, navigationSchema } from '../capture/schema.ts';
import type { HarEntry } from './har-schema.ts';

/**
 * What HAR 1.2 has no field for, in `_loginGov` of each entry of a file that this product wrote: with it a capture
 * comes back as it was, refused hops and causes included. Values that HAR can hold stand in HAR's own fields alone, so
 * that whoever removes one there has removed it.
 */
export const ownSchema = v.object({
  flow: v.omit(flowSchema, ['navigations']),
  /** In full at the first entry of each navigation. */
  navigation: v.object({
    id: navigationSchema.entries.id,
    begins: v.exactOptional(v.omit(navigationSchema, ['id', 'hops'])),
  }),
  hop: v.object({
    ...v.omit(hopSchema, ['url', 'method', 'request', 'response']).entries,
    /** Parts that HAR demands, and that were not known. */
    unknown: v.array(v.picklist(['method', 'request', 'request-headers', 'response'])),
    body: v.exactOptional(
      v.variant('kind', [
        v.object({ kind: v.literal('form'), omitted: v.number() }),
        v.object({ kind: v.literal('too-large'), bytes: v.number() }),
      ]),
    ),
    bodyBytes: v.exactOptional(v.number()),
    meta: v.exactOptional(metaPoliciesSchema),
  }),
});

export type OwnEntry = v.InferOutput<typeof ownSchema>;

/** Whether this product wrote the entry. */
export function isOwn({ _loginGov }: HarEntry): boolean {
  return v.is(ownSchema, _loginGov);
}

/** The flows of such entries, in the order of the file. */
export function ownFlows(entries: readonly HarEntry[]): Flow[] {
  const flows = new Map<Flow['id'], { flow: OwnEntry['flow']; navigations: Map<string, Navigation> }>();
  for (const entry of entries) {
    const result = v.safeParse(ownSchema, entry._loginGov);
    if (!result.success) continue;
    const own = result.output;
    const flow = flows.get(own.flow.id) ?? { flow: own.flow, navigations: new Map<string, Navigation>() };
    flows.set(own.flow.id, flow);
    const known = flow.navigations.get(own.navigation.id);
    const hop = hopOf(entry, own);
    flow.navigations.set(
      own.navigation.id,
      known === undefined
        ? {
            ...(own.navigation.begins ?? { cause: { kind: 'unknown' }, committed: false }),
            id: own.navigation.id,
            hops: [hop],
          }
        : { ...known, hops: [...known.hops, hop] },
    );
  }
  return [...flows.values()].map(({ flow, navigations }) => ({
    ...flow,
    navigations: [...navigations.values()],
  }));
}

function hopOf(entry: HarEntry, { hop }: OwnEntry): Hop {
  const { unknown, body, bodyBytes, meta, ...facts } = hop;
  const { request } = entry;
  const lacks = (part: (typeof unknown)[number]) => unknown.includes(part);
  const response = lacks('response') ? undefined : responseOf(entry, { bodyBytes, meta });
  return {
    ...facts,
    url: request.url,
    ...(!lacks('method') && { method: request.method }),
    ...(!lacks('request') && {
      request: {
        ...(!lacks('request-headers') && { headers: request.headers.map(withoutCredentials) }),
        ...(body !== undefined && { body: bodyOf(entry, body) }),
      },
    }),
    ...(response !== undefined && { response }),
  };
}

function bodyOf(
  { request }: HarEntry,
  body: NonNullable<OwnEntry['hop']['body']>,
): NonNullable<NonNullable<Hop['request']>['body']> {
  if (body.kind === 'too-large') return body;
  const fields = parseParameters(request.postData?.text ?? '').map(({ name, value }) => ({ name, value }));
  return { kind: 'form', fields, omitted: body.omitted };
}

function responseOf(
  { response }: HarEntry,
  { bodyBytes, meta }: { bodyBytes: number | undefined; meta: MetaPolicies | undefined },
): Hop['response'] {
  if (response == null) return undefined;
  const { status, headers, redirectURL, content } = response;
  return {
    status,
    headers: headers.map(withoutCredentials),
    ...(redirectURL !== '' && { redirectUrl: redirectURL }),
    ...(content?.text != null && { bodyText: content.text }),
    ...(bodyBytes !== undefined && { bodyBytes }),
    ...(meta !== undefined && { meta }),
  };
}
