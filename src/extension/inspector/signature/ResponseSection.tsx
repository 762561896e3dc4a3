import { useEffect, useState } from 'preact/hooks';
import type { SamlResponse } from '../../../core/model/index.ts';
import type { ResponseSignature, ResponseSignatures } from '../../../core/signature/index.ts';
import { LongText } from '../parts/LongText.tsx';
import { CertificateTable } from './CertificateTable.tsx';
import { useTriedCertificates } from './session-certificates.ts';
import { VerdictRow } from './VerdictRow.tsx';
import { responseWords } from './verdict-words.ts';

interface Props {
  readonly response: SamlResponse;
  /** Milliseconds since 1970 UTC of the response. */
  readonly at: number;
}

/** What is signed in one response, and whether it verifies. The code for it is loaded when it is first shown. */
export function ResponseSection({ response, at }: Props) {
  const { xml } = response.decoding;
  const tried = useTriedCertificates().map(({ pem }) => pem);
  const [found, setFound] = useState<ResponseSignatures>();
  useEffect(() => {
    if (xml === undefined) return undefined;
    let isCurrent = true;
    void import('../../../core/signature/index.ts')
      .then(({ verifyResponseSignatures }) => verifyResponseSignatures(xml, tried))
      .then((result) => {
        if (isCurrent) setFound(result);
      });
    return () => {
      isCurrent = false;
    };
  }, [xml, JSON.stringify(tried)]);
  if (xml === undefined) return <p>The response was not read, so nothing in it can be verified.</p>;
  if (found === undefined) return <p class="quiet">Loading…</p>;
  return <ResponseVerdicts found={found} at={at} />;
}

/** What verification found in a response. */
export function ResponseVerdicts({ found, at }: { readonly found: ResponseSignatures; readonly at: number }) {
  if ('unread' in found) return <p>{found.unread} Nothing in it can be verified.</p>;
  const { signatures, encrypted } = found;
  return (
    <>
      {signatures.map((signature, index) => (
        <SignatureIn key={index} signature={signature} at={at} />
      ))}
      {signatures.length === 0 && (
        <p data-testid="unsigned">
          <strong>{encrypted ? 'The response itself is not signed.' : 'Nothing in it is signed.'}</strong>
        </p>
      )}
      {encrypted && (
        <p data-testid="encrypted-assertion">
          The assertion is encrypted, with its signature in it: only the application, which has the key, can
          verify that.
        </p>
      )}
    </>
  );
}

function SignatureIn({ signature, at }: { readonly signature: ResponseSignature; readonly at: number }) {
  const { where, algorithm, certificate, verdict } = signature;
  const isKnown = verdict.outcome !== 'no_certificate' && verdict.outcome !== 'unsupported';
  return (
    <div data-testid="response-signature" data-where={where}>
      <div class="signature-verdicts" aria-live="polite">
        <VerdictRow
          title={`Signature of the ${where}`}
          valid={isKnown ? verdict.outcome === 'verified' : undefined}
          testId="verdict-response"
        >
          {responseWords(verdict)}
        </VerdictRow>
      </div>
      <dl class="facts">
        <dt>Where</dt>
        <dd>
          {where === 'Response'
            ? 'Embedded in the Response; it covers all of it.'
            : 'Embedded in the Assertion; it covers the assertion alone.'}
        </dd>
        <dt>Algorithm</dt>
        <dd class="mono">
          {algorithm === '' ? <span class="empty-value">(none named)</span> : <LongText text={algorithm} />}
        </dd>
      </dl>
      <section>
        <h3>Certificate in the message</h3>
        {certificate === undefined ? (
          <p class="quiet">It has none.</p>
        ) : 'facts' in certificate ? (
          <CertificateTable facts={certificate.facts} at={at} />
        ) : (
          <p class="bad">{certificate.detail}</p>
        )}
      </section>
    </div>
  );
}
