import { percentDecode } from '../../core/decode/parameters.ts';
import { decodeSamlMessage } from '../../core/decode/saml-encoding.ts';
import { attribute } from '../../core/decode/xml-element.ts';
import { captureFromRequest } from '../../core/index.ts';
import { startsFlow } from '../../core/login-gov/endpoints.ts';
import { CURRENT_SAML_YEAR } from '../../core/login-gov/saml-years.ts';
import { encodeBase64 } from '../redaction/base64.ts';
import { ACCEPTED, ImportError } from './import-error.ts';
import type { Imported } from './imported.ts';

export type SamlValueName = 'SAMLRequest' | 'SAMLResponse';

const SANDBOX = 'https://idp.int.identitysandbox.gov';
/** RFC 2606: stands for an application of which nothing is known. */
const UNKNOWN_APPLICATION = 'https://application.invalid/';

/**
 * A SAML message that was copied without its request: base64, deflated or not, percent-encoded or not, or XML. Where
 * it was sent is in the message or assumed, which a warning says. Throws {@link ImportError}.
 */
export function importSamlValue(
  text: string,
  name: SamlValueName | undefined,
  deployments: readonly string[],
): Imported {
  const isXml = /^\s*</.test(text);
  const value = isXml ? encodeBase64(new TextEncoder().encode(text.trim())) : plainBase64(text);
  const { decoding, root } = decodeSamlMessage(value, value, 'HTTP-POST');
  if (root === undefined) {
    throw new ImportError(
      'not-recognised',
      `holds neither JSON nor a URL nor a SAML message that can be decoded; ${ACCEPTED}`,
    );
  }
  const isResponse = name === 'SAMLResponse' || /Response$/.test(root.local);
  const isDeflated = decoding.steps.includes('inflate');
  const destination = attribute(root, 'Destination') ?? '';
  const path = root.local.startsWith('Logout') ? 'logout' : 'auth';
  const named = isResponse
    ? /^https?:/.test(destination) && URL.canParse(destination)
    : startsFlow(destination, deployments);
  const assumed = isResponse ? UNKNOWN_APPLICATION : `${SANDBOX}/api/saml/${path}${CURRENT_SAML_YEAR}`;
  const url = named ? destination : assumed;
  const parameter = isResponse ? 'SAMLResponse' : 'SAMLRequest';
  return {
    capture: captureFromRequest({
      ...(isDeflated
        ? { url: `${url}${url.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(value)}` }
        : { url, method: 'POST', body: [{ name: parameter, value }] }),
      deployments,
    }),
    warnings: [
      `A bare ${parameter} does not say how it was sent: taken for a ${isDeflated ? 'GET' : 'POST'} request to ${
        named ? 'the Destination that it names' : assumed
      }`,
    ],
    redacted: false,
  };
}

/** Percent-encoded values are decoded once; line breaks and spaces of the copying go. */
function plainBase64(text: string): string {
  const value = text.replace(/\s+/g, '');
  return /%[0-9a-f]{2}/i.test(value) ? percentDecode(value.replaceAll('+', '%2B')) : value;
}
