import { isInLoginGovDomain } from '../../core/login-gov/environments.ts';
import type { RedactionContext, UrlOptions } from './context.ts';
import { redactOpenText } from './open-text.ts';
import { changeDecoded } from './percent.ts';
import { isName, isPathOfWords } from './vocabulary.ts';

const PARTS = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#\\]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * An address, whole or relative: scheme, host and the known part of the path stay; user name, other segments, query
 * and fragment are taken apart.
 */
export function redactUrl(url: string, context: RedactionContext, options: UrlOptions = {}): string {
  const [, scheme = '', authority, path = '', query, fragment] = PARTS.exec(url) ?? [];
  if (url === '' || url === 'about:blank') return url;
  if (authority === undefined && scheme !== '' && !path.startsWith('/')) return opaque(scheme, url, context);
  const place = placeOf(authority ?? '');
  return [
    scheme,
    authority === undefined ? '' : redactAuthority(authority, context, options),
    redactPath(path, place, context, options),
    query === undefined ? '' : `?${context.pairs(query.slice(1))}`,
    fragment === undefined ? '' : `#${redactFragment(fragment.slice(1), place, context)}`,
  ].join('');
}

/** Remembers host and path of an address that may leave. */
export function learnAddress(url: string, { open }: RedactionContext): void {
  const [, , authority, path = ''] = PARTS.exec(url) ?? [];
  const host = hostOf(authority ?? '');
  if (host !== '') open.addHost(host);
  for (const segment of path.split('/')) if (segment !== '') open.addSegment(host, segment);
}

/** Remembers the host alone. */
export function learnHost(url: string, { open }: RedactionContext): void {
  const host = hostOf(PARTS.exec(url)?.[2] ?? '');
  if (host !== '') open.addHost(host);
}

/** Host and port. */
function placeOf(authority: string): string {
  return authority.slice(2).replace(/^.*@/s, '').toLowerCase();
}

function hostOf(authority: string): string {
  return placeOf(authority).replace(/:\d*$/, '');
}

/** `mailto:jane@example.gov`, `data:…`; a name such as `urn:gov:…` is open. */
function opaque(scheme: string, url: string, context: RedactionContext): string {
  if (/^urn:$/i.test(scheme)) return redactOpenText(url, context);
  const rest = url.slice(scheme.length);
  return scheme + changeDecoded(rest, (value) => context.secrets.replace(value, 'address'), false);
}

function redactAuthority(authority: string, context: RedactionContext, { foreign }: UrlOptions): string {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(2, at);
  const place = authority.slice(at < 0 ? 2 : at + 1);
  const [, host = '', port = ''] = /^(.*?)(:\d*)?$/s.exec(place) ?? [];
  const hides = foreign === true && !context.open.hasHost(host) && !isInLoginGovDomain(`https://${host}/`);
  return [
    '//',
    user === ''
      ? ''
      : changeDecoded(user, (value) => context.secrets.replace(value, 'user in an address'), false),
    at < 0 ? '' : '@',
    hides ? context.secrets.replace(host, 'host') : redactOpenText(host, context),
    port,
  ].join('');
}

function redactPath(path: string, place: string, context: RedactionContext, options: UrlOptions): string {
  const host = place.replace(/:\d*$/, '');
  const atLoginGov =
    place !== '' && (isInLoginGovDomain(`https://${place}/`) || context.open.isLoginGov(place));
  return path
    .split('/')
    .map((part) => {
      const [segment = '', ...parameters] = part.split(';');
      const kept =
        options.registered === true ||
        context.open.hasSegment(host, segment) ||
        isPathOfWords(segment) ||
        (atLoginGov && isOwnSegment(segment));
      const shown = kept
        ? redactOpenText(segment, context)
        : changeDecoded(segment, (value) => context.secrets.replace(value, 'path segment'), false);
      return [shown, ...parameters.map(context.pairs)].join(';');
    })
    .join('/');
}

/** Login.gov's own paths hold words and years, and now and then a token. */
function isOwnSegment(segment: string): boolean {
  return /^[A-Za-z][A-Za-z_.-]{0,40}(?:20\d\d)?$/.test(segment);
}

function redactFragment(fragment: string, place: string, context: RedactionContext): string {
  if (fragment.includes('=')) return context.pairs(fragment);
  // A place on a page of the documentation.
  if (place === 'developers.login.gov' && isName(fragment)) return redactOpenText(fragment, context);
  return changeDecoded(fragment, (value) => context.secrets.replace(value, 'fragment'), false);
}
