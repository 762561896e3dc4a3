import { parameter } from '../decode/parameters.ts';
import type { Evidence, Message, PortalConfiguration } from '../model/index.ts';

/** Where the response to a request goes, and where the request says so. */
export interface ActionUrl extends Pick<Evidence, 'hop' | 'at'> {
  readonly url: string;
}

/**
 * The address that Login.gov sends the response to: redirect_uri or, registered or asked for, the assertion consumer
 * service. Undefined where the first sign-in request names none.
 */
export function actionUrl(
  messages: readonly Message[],
  portal: Pick<PortalConfiguration, 'acs_url'>,
): ActionUrl | undefined {
  for (const message of messages) {
    if (message.kind === 'oidc-authorize-request') {
      const url = parameter(message.parameters, 'redirect_uri');
      return url === undefined
        ? undefined
        : { url, hop: message.hop, at: { part: 'query', name: 'redirect_uri' } };
    }
    if (message.kind === 'saml-authn-request') {
      const url = portal.acs_url ?? message.document?.assertionConsumerServiceUrl;
      const at = { part: 'xml', name: 'AuthnRequest/@AssertionConsumerServiceURL' } as const;
      return url === undefined ? undefined : { url, hop: message.hop, at };
    }
  }
  return undefined;
}
