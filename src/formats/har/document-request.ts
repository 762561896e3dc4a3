import { endpointOf } from '../../core/login-gov/endpoints.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { HarEntry } from './har-schema.ts';

/**
 * Which entries loaded a document: Chromium says so in `_resourceType`, current browsers in the Fetch Metadata
 * headers; else the response tells (HTML or a redirect) or the address (an endpoint of Login.gov).
 */
export function isDocumentRequest(
  { request, response, _resourceType }: HarEntry,
  deployments?: Deployments,
): boolean {
  if (!/^https?:/i.test(request.url)) return false;
  if (typeof _resourceType === 'string' && _resourceType !== '') return _resourceType === 'document';
  const destination = fetchMetadata(request, 'dest');
  if (destination !== undefined) return ['document', 'iframe', 'frame'].includes(destination);
  const mode = fetchMetadata(request, 'mode');
  if (mode !== undefined) return mode === 'navigate';
  const status = response?.status ?? 0;
  return (
    /^\s*text\/html\b/i.test(response?.content?.mimeType ?? '') ||
    (status >= 300 && status < 400) ||
    isPageEndpoint(request.url, deployments)
  );
}

/** Whether a script or another part of a page asked an endpoint of Login.gov; a preflight is not counted. */
export function isCall(entry: HarEntry, deployments?: Deployments): boolean {
  const { method, url } = entry.request;
  if (endpointOf(url, deployments) === undefined || method.toUpperCase() === 'OPTIONS') return false;
  return !isDocumentRequest(entry, deployments);
}

/** Not the API, which answers with JSON. */
function isPageEndpoint(url: string, deployments?: Deployments): boolean {
  const kind = endpointOf(url, deployments)?.kind;
  return kind !== undefined && kind !== 'oidc-token' && kind !== 'oidc-userinfo';
}

/** Whether the document was shown inside another one. */
export function isFrameRequest({ request }: HarEntry): boolean {
  const destination = fetchMetadata(request, 'dest');
  return destination === 'iframe' || destination === 'frame';
}

/** Fetch Metadata request headers (W3C), e.g. `Sec-Fetch-Dest: document`. */
function fetchMetadata({ headers }: HarEntry['request'], name: 'dest' | 'mode'): string | undefined {
  return headers
    .find((header) => header.name.toLowerCase() === `sec-fetch-${name}`)
    ?.value.trim()
    .toLowerCase();
}
