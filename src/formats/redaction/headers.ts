import type { Header, PolicyValue } from '../../core/model/index.ts';
import type { RedactionContext } from './context.ts';
import { redactOpenText } from './open-text.ts';
import { isName, treatmentOfHeader } from './vocabulary.ts';

/** Header fields with their unknown values replaced; names and number stay. */
export function redactHeaders(headers: readonly Header[], context: RedactionContext): Header[] {
  return headers.map(({ name, value }) => ({
    name: isHeaderName(name) ? redactOpenText(name, context) : context.secrets.replace(name, 'header name'),
    value: redactHeader(name, value, context),
  }));
}

function isHeaderName(name: string): boolean {
  return isName(name.replace(/^:/, '')) || treatmentOfHeader(name) !== 'secret';
}

function redactHeader(name: string, value: string, context: RedactionContext): string {
  switch (treatmentOfHeader(name)) {
    case 'open':
      return redactOpenText(value, context);
    case 'address':
      // Of a document without an origin that is known (Fetch, section on the header).
      return value === 'null' ? value : context.url(value);
    case 'host':
      return context.url(`//${value}`).slice(2);
    case 'refresh':
      return redactRefresh(value, context);
    case 'policy':
      return redactPolicy(value, context);
    case 'authorization':
      return redactAuthorization(value, context);
    case 'secret':
      return context.secrets.replace(value, `header ${isHeaderName(name) ? name.toLowerCase() : ''}`.trim());
  }
}

/** `0;url=https://…` (HTML, section on http-equiv). */
function redactRefresh(value: string, context: RedactionContext): string {
  const [, before = '', quote = '', url = ''] =
    /^(\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?)(["']?)(.*)$/is.exec(value) ?? [];
  return `${before}${quote}${context.url(url)}`;
}

/** The scheme says whether the header is well formed; what follows lets somebody act as the user. */
function redactAuthorization(value: string, { secrets }: RedactionContext): string {
  return value.replace(/\S+/g, (word, at: number) => {
    const isFirst = value.slice(0, at).trim() === '';
    const isScheme = /^(?:basic|bearer|digest|dpop|jwt|negotiate|oauth|token)$/i.test(word);
    return isFirst && isScheme ? word : secrets.replace(word, 'header authorization');
  });
}

/**
 * A content security policy: its sources are addresses that the agency registered and stay, for they decide which
 * redirect is refused; nonces and the queries of report addresses go.
 */
export function redactPolicy(value: string, context: RedactionContext): string {
  const key = `policy ${value}`;
  const known = context.made.get(key);
  if (known !== undefined) return known;
  const made = value.replace(/[^\s;,]+/g, (token) => redactPolicyToken(token, context));
  context.made.set(key, made);
  return made;
}

function redactPolicyToken(token: string, context: RedactionContext): string {
  const [, nonce] = /^'nonce-(.*)'$/i.exec(token) ?? [];
  if (nonce !== undefined) return `'nonce-${context.secrets.replace(nonce, 'nonce of a policy')}'`;
  if (/^'(?:[a-z-]+|sha(?:256|384|512)-[\w+/=-]+)'$/i.test(token) || isName(token)) {
    return redactOpenText(token, context);
  }
  if (/[.:/*]/.test(token)) return redactSource(token, context);
  return context.secrets.replace(token, 'policy');
}

/** `https://sp.example.gov/cb`, `sp.example.gov:443/cb`, `*.example.gov`, `https:`. */
function redactSource(token: string, context: RedactionContext): string {
  if (token.includes('://') || token.startsWith('/')) return context.url(token, { registered: true });
  if (/^[a-z][a-z0-9+.-]*:$/i.test(token)) return token;
  return context.url(`//${token}`, { registered: true }).slice(2);
}

export function redactPolicies(policies: readonly PolicyValue[], context: RedactionContext): PolicyValue[] {
  return policies.map((policy) => ({ ...policy, value: redactPolicy(policy.value, context) }));
}
