import { queryParameters } from '../../src/core/decode/parameters.ts';
import { decodeSamlRequest } from '../../src/core/decode/saml-message.ts';
import { inspect } from '../../src/core/index.ts';
import type { Capture, PortalConfiguration } from '../../src/core/model/index.ts';
import { measure, type Timing } from './measure.ts';

declare global {
  interface Window {
    readonly bench: typeof bench;
  }
}

interface Work {
  /** Address of the signed AuthnRequest. */
  readonly url: string;
  readonly redirected: Capture;
  readonly unsigned: Capture;
  readonly authorize: Capture;
  readonly portal: PortalConfiguration;
}

/** Run in a page of Chromium: our decoding beside that of the browser itself, and the whole inspection. */
async function bench({ url, redirected, unsigned, authorize, portal }: Work): Promise<Timing[]> {
  return measure(
    [
      { name: 'AuthnRequest, decode: this inspector', run: () => decode(url) },
      {
        name: 'AuthnRequest, decode: URL, atob, DecompressionStream, DOMParser',
        run: () => platformDecode(url),
      },
      { name: 'AuthnRequest, unsigned: decode and all rules', run: () => inspect(unsigned) },
      { name: 'AuthnRequest, signed: whole inspection', run: () => inspect(redirected) },
      { name: 'AuthnRequest, signed, with portal configuration', run: () => inspect(redirected, { portal }) },
      { name: 'authorize request: whole inspection', run: () => inspect(authorize) },
    ],
    200,
  );
}

function decode(url: string) {
  return decodeSamlRequest('h', 'HTTP-Redirect', queryParameters(url), 'saml-authn-request');
}

/** What an extension without a library does. */
async function platformDecode(url: string) {
  const value = new URL(url).searchParams.get('SAMLRequest') ?? '';
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const xml = new DOMParser().parseFromString(await new Response(stream).text(), 'text/xml');
  const text = (name: string) => xml.getElementsByTagNameNS('*', name)[0]?.textContent;
  return [xml.documentElement.getAttribute('ID'), text('Issuer'), text('AuthnContextClassRef')];
}

Object.assign(window, { bench });
