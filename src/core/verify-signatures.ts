import { isBlank } from './decode/blank.ts';
import { parameter } from './decode/parameters.ts';
import { isReadable } from './decode/saml-message.ts';
import type { Message, PortalConfiguration, SamlRequest, SignatureVerification } from './model/index.ts';
import type { RuleContext } from './rules/rule.ts';

/** Requests of one flow whose signatures are verified; each costs some milliseconds. */
const MAX_VERIFIED = 20;

let verifier: Promise<typeof import('./signature/index.ts')> | undefined;

/**
 * Verifies the signature of every signed SAML request that Login.gov can read. The code for it is loaded when the
 * first one comes. Never rejects.
 */
export async function verifySignatures(
  messages: readonly Message[],
  { portal }: Pick<RuleContext, 'portal'>,
  certificates?: readonly string[],
): Promise<SignatureVerification[]> {
  const signed = messages.filter(isSignedRequest).slice(0, MAX_VERIFIED);
  if (signed.length === 0) return [];
  verifier ??= import('./signature/index.ts');
  const { verifySamlSignature } = await verifier;
  const verifications: SignatureVerification[] = [];
  for (const { hop, samlRequest, parameters, decoding, document } of signed) {
    const registered = isRegistered(document?.issuer, portal) ? portal.certs : undefined;
    const verification = await verifySamlSignature({
      hop,
      parameters: samlRequest === undefined ? parameters : [samlRequest, ...parameters],
      ...(decoding.xml !== undefined && { xml: decoding.xml }),
      ...(registered !== undefined && { registered }),
      ...(certificates !== undefined && { given: certificates }),
    });
    if (verification !== undefined) verifications.push(verification);
  }
  return verifications;
}

/** Login.gov compares to the letter; for an issuer that it does not find it verifies nothing. */
export function isRegistered(issuer: string | undefined, portal: PortalConfiguration): boolean {
  return !isBlank(issuer) && (portal.issuer === undefined || issuer === portal.issuer);
}

function isSignedRequest(message: Message): message is SamlRequest {
  const isRequest =
    message.kind === 'saml-authn-request' ||
    message.kind === 'saml-logout-request' ||
    message.kind === 'saml-remote-logout-request';
  if (!isRequest || !(isReadable(message) || message.decoding.problem?.code === 'not-saml')) return false;
  return (
    message.document?.signature !== undefined || parameter(message.parameters, 'Signature') !== undefined
  );
}
