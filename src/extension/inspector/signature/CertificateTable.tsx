import type { CertificateFacts } from '../../../core/model/index.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { LongText } from '../parts/LongText.tsx';
import { dayOf } from './day.ts';

interface Props {
  readonly facts: CertificateFacts;
  /** Milliseconds since 1970 UTC of the request, else of now: whether the certificate was valid then. */
  readonly at: number;
}

/** Who the certificate is for, until when, with which key. */
export function CertificateTable({ facts, at }: Props) {
  const { subject, issuer, serialNumber, notBefore, notAfter, keyType, keyBits, signatureAlgorithm, sha256 } =
    facts;
  const validity = at < notBefore ? 'not valid yet' : at > notAfter ? 'expired' : 'valid';
  return (
    <dl class="facts certificate" data-testid="certificate">
      <dt>Subject</dt>
      <dd>
        <LongText text={subject || '(empty)'} />
      </dd>
      <dt>Issuer</dt>
      <dd>{issuer === subject ? 'the same: self-signed' : <LongText text={issuer || '(empty)'} />}</dd>
      <dt>Serial number</dt>
      <dd class="mono">
        <LongText text={serialNumber} />
      </dd>
      <dt>Validity</dt>
      <dd>
        {dayOf(notBefore)} to {dayOf(notAfter)}
        {', '}
        <span class={validity === 'valid' ? 'tone-good' : 'tone-bad'}>{validity}</span> at the time
      </dd>
      <dt>Key</dt>
      <dd>
        {keyType}, {keyBits} bits
      </dd>
      <dt>Signed with</dt>
      <dd>{signatureAlgorithm}</dd>
      <dt>SHA-256 fingerprint</dt>
      <dd class="mono">
        {sha256} <CopyButton value={sha256} what="the fingerprint" />
      </dd>
    </dl>
  );
}
