import { queryParameters } from '../../src/core/decode/parameters.ts';
import { decodeSamlRequest } from '../../src/core/decode/saml-message.ts';
import { inspect } from '../../src/core/index.ts';
import type { Capture } from '../../src/core/model/index.ts';
import { measure, type Timing } from './measure.ts';

declare global {
  interface Window {
    readonly bench: typeof bench;
  }
}

/** Run in a page of Chromium: our decoding beside that of the browser itself, and the whole inspection. */
async function bench(url: string, signed: Capture, unsigned: Capture, authorize: Capture): Promise<Timing[]> {
  return measure(
    [
      { name: 'decode: this inspector', run: () => decode(url) },
      { name: 'decode: URL, atob, DecompressionStream, DOMParser', run: () => platformDecode(url) },
      { name: 'decode and all rules: AuthnRequest without signature', run: () => inspect(unsigned) },
      { name: 'decode, all rules, signature verified', run: () => inspect(signed) },
      { name: 'decode and all rules: authorize request', run: () => inspect(authorize) },
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
