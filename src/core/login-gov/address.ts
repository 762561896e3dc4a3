/** What of a URL says whose address it is. */
export interface Address {
  readonly protocol: string;
  readonly origin: string;
  /** With the port. */
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
}

/** One address is asked about dozens of times in a row, and taking it apart is slow. */
const known = new Map<string, Address | undefined>();
const MAX_KNOWN = 32;
/** Characters of the longest URL that is kept. */
const MAX_KEPT_LENGTH = 8 * 1024;

/** A URL taken apart; undefined for what is no URL. */
export function addressOf(url: string): Address | undefined {
  if (known.has(url)) return known.get(url);
  const address = read(url);
  if (url.length > MAX_KEPT_LENGTH) return address;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(url, address);
  return address;
}

function read(url: string): Address | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, host, hostname, pathname } = new URL(url);
  return { protocol, origin, host, hostname, pathname };
}
