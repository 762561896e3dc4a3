import type { Evidence, Message, SamlRequest, SamlResponse, SamlResponseDocument } from '../model/index.ts';
import type { RuleContext, Skip } from './rule.ts';

/** What the rules about SAML responses share. */

export function read(response: SamlResponse): SamlResponseDocument | undefined {
  const { document } = response;
  return document?.root === 'Response' || document?.root === 'LogoutResponse' ? document : undefined;
}

export function xml(response: SamlResponse, name: string, actual?: string, expected?: string): Evidence {
  return {
    hop: response.hop,
    at: { part: 'xml', name: `${response.document?.root ?? 'Response'}/${name}` },
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
  };
}

export function isSamlRequest(message: Message): message is SamlRequest {
  return message.kind === 'saml-authn-request' || message.kind === 'saml-logout-request';
}

/** The request that the response names or, where it names none of the flow, the last before it. */
export function requestOf(response: SamlResponse, context: RuleContext): SamlRequest | undefined {
  const earlier = context.messages.slice(0, context.messages.indexOf(response));
  const requests = earlier.filter(isSamlRequest).filter(({ kind }) => kind === 'saml-authn-request');
  const id = response.document?.inResponseTo;
  return requests.findLast(({ document }) => id !== undefined && document?.id === id) ?? requests.at(-1);
}

export function isUnread(request: SamlRequest): boolean {
  const code = request.decoding.problem?.code;
  return code === 'not-seen' || code === 'too-large';
}

export const REQUEST_UNSEEN: Skip = {
  skip: 'request-body-not-seen',
  detail: 'The SAML request was not seen.',
};

/** Equal as addresses: browsers add the slash after a host and leave out default ports. */
export function isSameUrl(a: string, b: string): boolean {
  return a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href);
}

export function postedTo(response: SamlResponse, context: RuleContext): string | undefined {
  if (response.binding !== 'HTTP-POST') return undefined;
  return context.hop(response.hop)?.url;
}
