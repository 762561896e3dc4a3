import type { Flow, Hop, Message, RecordedVerdicts, SignatureVerification } from './model/index.ts';
import type { RuleContext } from './rules/rule.ts';
import { isRegistered } from './verify-signatures.ts';

/** Verdicts that a redacted capture brings along, for requests that cannot be verified any more. */
export type Recorded = ReadonlyMap<Hop['id'], RecordedVerdicts>;

type Portal = Pick<RuleContext, 'portal' | 'portalGiven' | 'portalRemark'>;

export function recordedVerdicts({ navigations }: Flow): Recorded {
  const found = new Map<Hop['id'], RecordedVerdicts>();
  for (const { hops } of navigations) {
    for (const { id, verdicts } of hops) if (verdicts !== undefined) found.set(id, verdicts);
  }
  return found;
}

/** The recorded verdict takes the place of the one over the changed request. */
export function mergeSignatures(
  verified: readonly SignatureVerification[],
  recorded: Recorded,
): SignatureVerification[] {
  const kept = [...recorded.values()].flatMap(({ signature }) => signature ?? []);
  if (kept.length === 0) return [...verified];
  const replaced = new Set(kept.map(({ hop }) => hop));
  return [...verified.filter(({ hop }) => !replaced.has(hop)), ...kept];
}

export function mergeAssertions(
  verified: ReadonlyMap<Hop['id'], boolean>,
  recorded: Recorded,
): ReadonlyMap<Hop['id'], boolean> {
  if (recorded.size === 0) return verified;
  const merged = new Map(verified);
  for (const [hop, { clientAssertion }] of recorded) {
    if (clientAssertion !== undefined) merged.set(hop, clientAssertion);
  }
  return merged;
}

/** Messages whose signatures can still be verified. */
export function withoutRecorded(messages: readonly Message[], recorded: Recorded): readonly Message[] {
  return recorded.size === 0 ? messages : messages.filter(({ hop }) => !recorded.has(hop));
}

/**
 * Certificates cannot be tried on what was signed before it was redacted. Where that was verified without any, the
 * rules about them are skipped rather than answered.
 */
export function withoutUnusableCertificates(
  given: Portal,
  recorded: Recorded,
  messages: readonly Message[],
): Portal {
  const { certs, ...portal } = given.portal;
  if (certs === undefined || certs.length === 0 || recorded.size === 0) return given;
  const isUnknown = messages.some((message) => {
    const signature = recorded.get(message.hop)?.signature;
    const isRequest = signature !== undefined && 'samlRequest' in message;
    return (
      isRequest && signature.atLoginGov === undefined && isRegistered(message.document?.issuer, given.portal)
    );
  });
  return isUnknown ? { ...given, portal } : given;
}
