import type { SamlRequest, SignatureVerification } from '../../../core/model/index.ts';
import { hashAtLoginGov } from '../../../core/signature/algorithms.ts';
import { usePortal } from '../portal/portal-context.ts';
import { CertificateTable } from './CertificateTable.tsx';
import { RegisteredList } from './RegisteredList.tsx';
import { SignatureFacts } from './SignatureFacts.tsx';
import { useTriedCertificates } from './session-certificates.ts';
import { useVerification, type Verifications } from './use-verification.ts';
import { VerdictRow } from './VerdictRow.tsx';
import { consequence, loginGovWords, specificationWords, whyTheyDiffer } from './verdict-words.ts';

interface Props {
  readonly request: SamlRequest;
  /** What the inspection found. */
  readonly known: SignatureVerification;
  /** Milliseconds since 1970 UTC of the request. */
  readonly at: number;
}

/** The signature of one request: both verdicts, why they differ, and what they rest on. */
export function SignatureSection({ request, known, at }: Props) {
  const registered = usePortal(request.document?.issuer).profile?.certs;
  const tried = useTriedCertificates();
  const found = useVerification(
    request,
    known,
    registered,
    tried.map(({ pem }) => pem),
  );
  const { verification } = found;
  const { requestCertificate } = verification;
  return (
    <>
      <Verdicts request={request} found={found} />
      <SignatureFacts request={request} verification={verification} />
      <section>
        <h3>Certificate in the message</h3>
        {requestCertificate === undefined ? (
          <p class="quiet">It has none: Login.gov tries every registered certificate.</p>
        ) : 'facts' in requestCertificate ? (
          <CertificateTable facts={requestCertificate.facts} at={at} />
        ) : (
          <p class="bad">{requestCertificate.detail}</p>
        )}
      </section>
      {verification.atLoginGov && (
        <RegisteredList verdict={verification.atLoginGov} registered={registered} />
      )}
      {tried.length > 0 && (
        <section>
          <h3>{tried.length === 1 ? 'Certificate' : 'Certificates'} that you try</h3>
          {tried.map(({ pem, facts }) => (
            <CertificateTable key={pem} facts={facts} at={at} />
          ))}
        </section>
      )}
    </>
  );
}

function Verdicts({ request, found }: { readonly request: SamlRequest; readonly found: Verifications }) {
  const { verification, ifRegistered } = found;
  const { bySpecification } = verification;
  const real = verification.atLoginGov;
  const verdict = real ?? ifRegistered?.atLoginGov;
  // Whatever certificates are registered.
  const isOtherAlgorithm =
    verdict === undefined &&
    verification.algorithm !== '' &&
    hashAtLoginGov(verification.algorithm) !== 'SHA-256';
  const words = isOtherAlgorithm ? { outcome: 'wrong_sig_algorithm' as const } : verdict;
  const valid = words && words.outcome === 'verified';
  const why = whyTheyDiffer(verification, verdict);
  return (
    <div class="signature-verdicts" aria-live="polite">
      <VerdictRow
        title={
          real !== undefined || verdict === undefined
            ? 'At Login.gov'
            : 'At Login.gov, if what you try is registered'
        }
        valid={valid}
        code={verdict?.outcome}
        testId="verdict-login-gov"
      >
        {words === undefined ? (
          <Unknown client={request.document?.issuer} />
        ) : (
          `${loginGovWords(words)}${valid === true ? '' : ` ${consequence(request.kind)}`}`
        )}
      </VerdictRow>
      <VerdictRow
        title="By the specification"
        valid={isKnown(bySpecification.outcome) ? bySpecification.outcome === 'verified' : undefined}
        testId="verdict-specification"
      >
        {specificationWords(bySpecification)}
      </VerdictRow>
      {why !== undefined && (
        <div class="signature-verdict" data-testid="why-they-differ">
          <h3>{verdict === undefined ? 'What differs at Login.gov' : 'Why they differ'}</h3>
          <p>{why}</p>
        </div>
      )}
    </div>
  );
}

function Unknown({ client }: { readonly client: string | undefined }) {
  const { open } = usePortal(client);
  return (
    <>
      It depends on the certificates that are registered:{' '}
      <button type="button" class="link" onClick={() => open(client)}>
        enter the portal configuration
      </button>
      , or try one below.
    </>
  );
}

function isKnown(outcome: SignatureVerification['bySpecification']['outcome']): boolean {
  return outcome !== 'no_certificate' && outcome !== 'unsupported';
}
