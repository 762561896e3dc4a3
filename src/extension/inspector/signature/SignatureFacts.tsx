import type { SamlRequest, SignatureVerification } from '../../../core/model/index.ts';
import { LongText } from '../parts/LongText.tsx';

interface Props {
  readonly request: SamlRequest;
  readonly verification: SignatureVerification;
}

/** Where the signature is and what it says of itself. */
export function SignatureFacts({ request, verification }: Props) {
  const { by, algorithm, digestMatches } = verification;
  const signature = request.document?.signature;
  return (
    <dl class="facts" data-testid="signature-facts">
      <dt>Where</dt>
      <dd>
        {by === 'parameter'
          ? 'The Signature parameter of the redirect binding; it covers SAMLRequest, RelayState and SigAlg.'
          : 'Embedded in the XML: the Signature element.'}
        {by === 'parameter' &&
          signature !== undefined &&
          ' The XML has a Signature, too; Login.gov looks at the parameter.'}
      </dd>
      <dt>Algorithm</dt>
      <dd class="mono">
        {algorithm === '' ? <span class="empty-value">(none named)</span> : <LongText text={algorithm} />}
      </dd>
      {by === 'element' && signature !== undefined && (
        <>
          <dt>Digest</dt>
          <dd>
            <span class="mono">
              <LongText text={signature.digestMethod ?? '(none named)'} />
            </span>
            {digestMatches !== undefined && (
              <div class={digestMatches ? 'tone-good' : 'tone-bad'}>
                {digestMatches ? 'It is that of the XML.' : 'It is not that of the XML.'}
              </div>
            )}
          </dd>
          <dt>Reference</dt>
          <dd>
            {signature.references.length === 0 && 'none'}
            {signature.references.slice(0, 10).map(({ uri, found }, index) => (
              <div key={index}>
                <span class="mono">
                  <LongText
                    text={uri === undefined ? '(no URI)' : uri === '' ? '"" (the whole document)' : uri}
                  />
                </span>
                {uri !== undefined &&
                  uri !== '' &&
                  (found ? ', an element of the document' : ', no element has that ID')}
              </div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}
