import { captureFromRequest } from '../core/index.ts';
import { endpointOf, startsFlow } from '../core/login-gov/endpoints.ts';
import type { Capture } from '../core/model/index.ts';
import { shortName, UnusableInput } from './unusable-input.ts';

/**
 * A capture of one request to that URL. Throws {@link UnusableInput} where it starts no sign-in or sign-out.
 * @param deployments origins to take for deployments of Login.gov, too
 * @param file where the URL stands; empty for an argument
 */
export function captureFromUrl(text: string, deployments: readonly string[], file = ''): Capture {
  const url = withoutLayout(text);
  if (startsFlow(endpointOf(url, deployments))) return captureFromRequest({ url, deployments });
  const [address = ''] = url.split(/[?#]/, 1);
  throw new UnusableInput(
    file,
    `${shortName(address)} is not a Login.gov endpoint that starts a sign-in or sign-out`,
  );
}

/**
 * The URL without the line breaks, indentation and invisible characters that copying brings along. A single
 * space inside a value stays: whoever typed `scope=openid email` means a space.
 */
export function withoutLayout(text: string): string {
  const visible = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').trim();
  const query = visible.indexOf('?');
  const [address, rest] = query < 0 ? [visible, ''] : [visible.slice(0, query), visible.slice(query)];
  return (
    address.replace(/\s+/g, '') +
    rest.replace(/\s+/g, (space, at: number) => {
      const before = rest.charAt(at - 1);
      const after = rest.charAt(at + space.length);
      return space === ' ' && !'?&='.includes(before) && !'&='.includes(after) ? ' ' : '';
    })
  );
}
