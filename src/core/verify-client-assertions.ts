import { decodeBase64Leniently, fromBase64Url } from './decode/base64.ts';
import { isRs256, readJwt } from './decode/jwt.ts';
import { parameter } from './decode/parameters.ts';
import type { Hop, Message } from './model/index.ts';
import type { RuleContext } from './rules/rule.ts';

/** Token requests of one flow, and certificates, beyond these numbers are not tried. */
const MAX_REQUESTS = 20;
const MAX_CERTIFICATES = 20;

const NONE: ReadonlyMap<Hop['id'], boolean> = new Map();

/**
 * Whether one of the registered certificates verifies the client_assertion of each token request (RFC 7515, RS256).
 * Assertions that are not so signed, and those of applications without a readable certificate, are left out. The
 * code for it is loaded when the first one comes. Never rejects.
 */
export async function verifyClientAssertions(
  messages: readonly Message[],
  { portal }: Pick<RuleContext, 'portal'>,
): Promise<ReadonlyMap<Hop['id'], boolean>> {
  const { certs = [] } = portal;
  if (certs.length === 0 || !messages.some(({ kind }) => kind === 'oidc-token-request')) return NONE;
  const assertions = messages.flatMap(signedAssertion).slice(0, MAX_REQUESTS);
  if (assertions.length === 0) return NONE;
  const [{ verifyRsa }, { readCertificates }] = await Promise.all([
    import('./signature/algorithms.ts'),
    import('./signature/certificates.ts'),
  ]);
  const read = await Promise.all(certs.slice(0, MAX_CERTIFICATES).map(readCertificates));
  const keys = read.flatMap((result) => (result.ok ? [result.certificates[0].publicKey] : []));
  if (keys.length === 0) return NONE;
  const verified = new Map<Hop['id'], boolean>();
  for (const { hop, text, signature } of assertions) {
    const tries = await Promise.all(keys.map((key) => verifyRsa(key, 'SHA-256', signature, text)));
    verified.set(hop, tries.includes(true));
  }
  return verified;
}

interface SignedAssertion {
  readonly hop: Hop['id'];
  readonly text: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

function signedAssertion(message: Message): SignedAssertion[] {
  if (message.kind !== 'oidc-token-request') return [];
  const token = parameter(message.parameters, 'client_assertion') ?? '';
  const jwt = readJwt(token);
  if (!jwt.ok || !isRs256(jwt.header.alg)) return [];
  const end = token.lastIndexOf('.');
  const signature = decodeBase64Leniently(fromBase64Url(token.slice(end + 1)));
  return [{ hop: message.hop, text: token.slice(0, end), signature: new Uint8Array(signature) }];
}
