import type { ExchangeObservation } from '../../core/flow/index.ts';
import type { Header, HopResponse } from '../../core/model/index.ts';
import { formBody } from './form-body.ts';
import type { HarEntry } from './har-schema.ts';

/** Statuses whose Location a browser follows (Fetch, "redirect status"). */
const REDIRECTS = [301, 302, 303, 307, 308];

/** Stands for the error name where a file holds neither a response nor an error. */
export const NO_RESPONSE = 'no response in the file';

/** One entry as the fact that the flow builder takes. */
export function toExchange(entry: HarEntry, parametersAreEncoded: boolean): ExchangeObservation {
  const { request } = entry;
  const body = formBody(request, parametersAreEncoded);
  const response = responseOf(entry);
  const error = entry.response?._error || (response === undefined ? NO_RESPONSE : '');
  return {
    kind: 'exchange',
    source: 'file',
    url: request.url,
    method: request.method.toUpperCase(),
    time: Date.parse(entry.startedDateTime),
    request: { headers: oneByOne(request.headers), ...(body !== undefined && { body }) },
    ...(response !== undefined && { response }),
    ...(error !== '' && { error }),
  };
}

/**
 * A refused redirect has, in Chromium, the response that asked for it and `net::ERR_ABORTED`; an entry written
 * the moment it failed has status 0 and no headers.
 */
function responseOf({ request, response }: HarEntry): HopResponse | undefined {
  if (response == null || response.status <= 0) return undefined;
  const headers = oneByOne(response.headers);
  const location =
    response.redirectURL || headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
  const follows = REDIRECTS.includes(response.status) && location !== undefined && location !== '';
  const redirectUrl = follows ? absolute(location, request.url) : undefined;
  return { status: response.status, headers, ...(redirectUrl !== undefined && { redirectUrl }) };
}

function absolute(location: string, base: string): string | undefined {
  return URL.canParse(location, base) ? new URL(location, base).href : undefined;
}

/** Chromium's protocol joins the values of a header that was sent twice with a line feed. */
function oneByOne(headers: readonly Header[]): Header[] {
  return headers.flatMap(({ name, value }) =>
    value
      .split('\n', 50)
      .filter((line, index) => index === 0 || line !== '')
      .map((line) => ({ name, value: line })),
  );
}
