import { captureFromRequest, type SingleRequest } from '../../capture-from-request.ts';
import type { Capture, Flow, Hop, Navigation, PolicyValue } from '../../model/index.ts';
import { LOGIN_GOV, type Values } from './requests.ts';

/** Captures, from a single request up to whole flows. */

/** A capture that holds one request and nothing of what followed. */
export function requestCapture(request: string | SingleRequest): Capture {
  return captureFromRequest(typeof request === 'string' ? { url: request } : request);
}

/** A hop before `flow` gives it its id. */
export type HopParts = Omit<Hop, 'id'>;

/** A hop that got no answer, unless one is given. */
export function hop(url: string, more: Partial<HopParts> = {}): HopParts {
  return { url, method: 'GET', seenBy: ['web-request'], ...more };
}

/** A hop that was answered with a redirect. */
export function redirect(url: string, to: string, more: Partial<HopParts> = {}): HopParts {
  return hop(url, {
    response: { status: 302, headers: [{ name: 'Location', value: to }], redirectUrl: to },
    ...more,
  });
}

/** A hop that was answered with a page. */
export function pageHop(url: string, headers: Values = {}, status = 200): HopParts {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value: value ?? '' }));
  return hop(url, { response: { status, headers: list } });
}

/** A navigation before `flow` gives it its id. */
export interface NavigationParts extends Omit<Navigation, 'id' | 'hops'> {
  readonly hops: readonly HopParts[];
}

/** A navigation of unknown cause that showed a document if its last hop was answered with one. */
export function navigation(
  hops: readonly HopParts[],
  more: Partial<Omit<Navigation, 'id' | 'hops'>> = {},
): NavigationParts {
  const last = hops.at(-1)?.response;
  const committed = last !== undefined && last.redirectUrl === undefined;
  return { cause: { kind: 'unknown' }, committed, hops, ...more };
}

/** A navigation that a form of a Login.gov page started, under the policies of that page. */
export function formNavigation(parts: {
  readonly hops: readonly HopParts[];
  /** Each a policy, enforced, from a header; absent: nobody saw the response. */
  readonly policies?: readonly (string | PolicyValue)[];
  readonly document?: string;
  readonly committed?: boolean;
}): NavigationParts {
  const { hops, policies, document = `${LOGIN_GOV}/sign_up/completed`, committed } = parts;
  const values = policies?.map((policy) =>
    typeof policy === 'string'
      ? ({ value: policy, disposition: 'enforce', from: 'header' } as const)
      : policy,
  );
  const source = { url: document, ...(values !== undefined && { policies: values }) };
  return navigation(hops, {
    cause: { kind: 'form', document: source },
    ...(committed !== undefined && { committed }),
  });
}

/** Gives every navigation and hop its id: `f/1`, `f/1.1`, `f/1.2`, `f/2`, … */
export function flow(navigations: readonly NavigationParts[], more: Partial<Flow> = {}): Flow {
  const id = more.id ?? 'f';
  return {
    id,
    engine: 'chromium',
    ...more,
    navigations: navigations.map((parts, index) => ({
      ...parts,
      id: `${id}/${index + 1}`,
      hops: parts.hops.map((hop, at) => ({ ...hop, id: `${id}/${index + 1}.${at + 1}` })),
    })),
  };
}

/** A capture of several flows, in this order. */
export function captureOf(...flows: readonly Flow[]): Capture {
  return { version: 1, flows };
}

/** A capture of one flow. */
export function flowCapture(...navigations: readonly NavigationParts[]): Capture {
  return { version: 1, flows: [flow(navigations)] };
}
