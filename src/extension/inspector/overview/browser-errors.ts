/**
 * What the browsers' names of network errors mean, as a sentence that says what to look at. Chromium's begin with
 * `net::`, Firefox's with `NS_ERROR_` or `SEC_ERROR_`.
 */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /ERR_NAME_NOT_RESOLVED|NS_ERROR_UNKNOWN_HOST/,
    'The name of the host could not be resolved. Check its spelling, DNS and the VPN.',
  ],
  [
    /ERR_CONNECTION_REFUSED|NS_ERROR_CONNECTION_REFUSED/,
    'Nothing listens at that host and port. Start the application, or correct the port.',
  ],
  [
    /ERR_CERT_|ERR_SSL_|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX/,
    'The browser does not accept the host’s TLS certificate. Open the address by itself to see why.',
  ],
  [
    /ERR_(?:CONNECTION_)?TIMED_OUT|NS_ERROR_NET_TIMEOUT/,
    'The host did not answer in time. Check the network, the VPN and the firewall.',
  ],
  [
    /ERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|NS_ERROR_NET_(?:RESET|INTERRUPT)/,
    'The host closed the connection without an answer. Look into the log of that server or of the proxy before it.',
  ],
  [
    /ERR_TOO_MANY_REDIRECTS|NS_ERROR_REDIRECT_LOOP/,
    'The redirects go round in a circle. Look at the hops: the application sends the user back and forth.',
  ],
  [
    /ERR_BLOCKED_BY_CLIENT/,
    'An extension or a setting of the browser blocked the request. Try without content blockers.',
  ],
  [
    /ERR_BLOCKED_BY_RESPONSE|ERR_BLOCKED_BY_CSP/,
    'A policy in the response forbids to show it here, for example inside a frame.',
  ],
  [/ERR_INTERNET_DISCONNECTED|NS_ERROR_OFFLINE/, 'The computer is not connected to a network.'],
  [
    /ERR_PROXY|ERR_TUNNEL|NS_ERROR_PROXY/,
    'The proxy did not let the request through. Check the proxy settings.',
  ],
  [
    /ERR_ABORTED|NS_BINDING_ABORTED/,
    'The browser gave the request up: the user stopped it or went elsewhere, a download began, or a policy forbade it.',
  ],
];

/** Undefined for an error that is not known. */
export function errorMeaning(error: string): string | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(error))?.[1];
}
