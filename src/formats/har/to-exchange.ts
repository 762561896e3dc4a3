import { decodeBase64Leniently } from '../../core/decode/base64.ts';
import type { ExchangeObservation } from '../../core/flow/index.ts';
import { withoutCredentials } from '../../core/flow/recorded-headers.ts';
import { endpointOf } from '../../core/login-gov/endpoints.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { Header, HopResponse } from '../../core/model/index.ts';
import { formBody } from './form-body.ts';
import { HAR_LIMITS, type HarEntry } from './har-schema.ts';

/** Statuses whose Location a browser follows (Fetch, "redirect status"). */
const REDIRECTS = [301, 302, 303, 307, 308];

/** Stands for the error name where a file holds neither a response nor an error. */
export const NO_RESPONSE = 'no response in the file';

/** One entry as the fact that the flow builder takes. */
export function toExchange(
  entry: HarEntry,
  parametersAreEncoded: boolean,
  deployments?: Deployments,
): ExchangeObservation {
  const { request } = entry;
  const body = formBody(request, parametersAreEncoded, deployments);
  const response = responseOf(entry, deployments);
  const named = entry.response?._error || entry.response?._failureText || '';
  const error = named || (response === undefined ? NO_RESPONSE : '');
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
function responseOf({ request, response }: HarEntry, deployments?: Deployments): HopResponse | undefined {
  if (response == null || response.status <= 0) return undefined;
  const headers = oneByOne(response.headers);
  const location =
    response.redirectURL || headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
  const follows = REDIRECTS.includes(response.status) && location !== undefined && location !== '';
  const redirectUrl = follows ? absolute(location, request.url) : undefined;
  return {
    status: response.status,
    headers,
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(response.status >= 400 && errorAnswer(request.url, response, deployments)),
  };
}

/** Of an error answer of Login.gov's endpoints the size, of the API's also what it says. */
function errorAnswer(
  url: string,
  { content }: NonNullable<HarEntry['response']>,
  deployments?: Deployments,
): Pick<HopResponse, 'bodyText' | 'bodyBytes'> {
  const kind = endpointOf(url, deployments)?.kind;
  if (kind === undefined || content == null) return {};
  const bodyBytes = bodySize(content);
  const bodyText = kind === 'oidc-token' || kind === 'oidc-userinfo' ? jsonText(content) : undefined;
  return { ...(bodyText !== undefined && { bodyText }), ...(bodyBytes !== undefined && { bodyBytes }) };
}

/** Files give the size as -1 or 0 where the body came from elsewhere than the network: the text is believed first. */
function bodySize({ text, size }: Content): number | undefined {
  if (text != null && text !== '') return size != null && size > 0 ? size : text.length;
  return size != null && size >= 0 ? size : undefined;
}

type Content = NonNullable<NonNullable<HarEntry['response']>['content']>;

function jsonText({ text, encoding, mimeType }: Content): string | undefined {
  if (text == null || text.length > HAR_LIMITS.errorAnswer || !/json/i.test(mimeType)) return undefined;
  return encoding.toLowerCase() === 'base64' ? new TextDecoder().decode(decodeBase64Leniently(text)) : text;
}

function absolute(location: string, base: string): string | undefined {
  return URL.canParse(location, base) ? new URL(location, base).href : undefined;
}

/** As they are kept. Chromium's protocol joins the values of a header that was sent twice with a line feed. */
function oneByOne(headers: readonly Header[]): Header[] {
  return headers.flatMap(({ name, value }) =>
    value
      .split('\n', 50)
      .filter((line, index) => index === 0 || line !== '')
      .map((line) => withoutCredentials({ name, value: line })),
  );
}
