import { environmentOf } from '../../core/login-gov/environments.ts';

/** An origin, or one sentence on why the text names none. */
export type ParsedDeployment =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly problem: string };

/** Longer texts are no address of a host; a host name has at most 253 characters. */
const MAX_LENGTH = 2_000;

const EXAMPLE = 'such as http://localhost:3001 or https://idp.review.example.gov';

/**
 * The origin of a deployment of Login.gov that the user named, from an origin or any address there:
 * `https://idp.review.example.gov/openid_connect/authorize?…` is `https://idp.review.example.gov`.
 */
export function parseDeployment(text: string): ParsedDeployment {
  const address = text.trim();
  if (address === '') return problem(`Enter the address of a deployment, ${EXAMPLE}.`);
  if (address.length > MAX_LENGTH || !URL.canParse(address)) {
    return problem(`This is not an address. Enter one with its scheme, ${EXAMPLE}.`);
  }
  const { protocol, hostname, origin } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') {
    return problem(`The address must begin with https:// or http://, ${EXAMPLE}.`);
  }
  if (hostname.includes('*')) return problem('Enter one host; patterns with * are not possible here.');
  if (environmentOf(origin) !== undefined) {
    return problem(`${origin} is known as a deployment of Login.gov already.`);
  }
  return { ok: true, origin };
}

function problem(sentence: string): ParsedDeployment {
  return { ok: false, problem: sentence };
}
