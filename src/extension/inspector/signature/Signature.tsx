import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Finding, SamlRequest, SamlResponse } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { MESSAGES } from '../../../formats/report/words.ts';
import { findHop } from '../hops.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { FindingMarks } from '../request/FindingMarks.tsx';
import { SectionHeader } from '../request/SectionHeader.tsx';
import { distinctMessages, type MessageViewProps, type ShownMessage } from '../request/shown-messages.ts';
import { CertificateInput } from './CertificateInput.tsx';
import { ResponseSection } from './ResponseSection.tsx';
import { SignatureSection } from './SignatureSection.tsx';
import './signature.css';
import { consequence } from './verdict-words.ts';

/** The signatures of the flow's SAML requests and of the responses to them. */
export function Signature({ inspection, onHop, onFinding }: MessageViewProps) {
  const { messages, navigations, signatures, findings } = inspection;
  const numbers = hopNumbers(navigations);
  const requests = useMemo(() => distinctMessages(messages.filter(isSamlRequest)), [messages]);
  const responses = useMemo(() => distinctMessages(messages.filter(isSamlResponse)), [messages]);
  if (requests.length === 0 && responses.length === 0) {
    return (
      <p class="empty">
        This flow has no SAML message, so there is no signature to verify. In OpenID Connect only the
        application’s server signs: its client_assertion, in the token request.
      </p>
    );
  }
  const canTry = signatures.length > 0 || responses.some(({ message }) => message.document?.signed === true);
  return (
    <div class="signatures">
      <Bounded items={requests} noun="request" list={(items) => <div>{items}</div>} limit={20}>
        {(shown, index) => {
          const { message, hops } = shown;
          const known = signatures.find(({ hop }) => hops.includes(hop));
          return (
            <SignedMessage key={`${message.hop} ${index}`} shown={shown} numbers={numbers} onHop={onHop}>
              <FindingMarks findings={aboutSignature(findings, shown)} onFinding={onFinding} />
              {known === undefined ? (
                <Unverified request={message} />
              ) : (
                <SignatureSection
                  request={message}
                  known={known}
                  at={findHop(inspection, message.hop)?.time ?? Date.now()}
                />
              )}
            </SignedMessage>
          );
        }}
      </Bounded>
      <Bounded items={responses} noun="response" list={(items) => <div>{items}</div>} limit={20}>
        {(shown, index) => (
          <SignedMessage key={`${shown.message.hop} ${index}`} shown={shown} numbers={numbers} onHop={onHop}>
            <ResponseSection
              response={shown.message}
              at={findHop(inspection, shown.message.hop)?.time ?? Date.now()}
            />
          </SignedMessage>
        )}
      </Bounded>
      {canTry && <CertificateInput client={inspection.client} />}
    </div>
  );
}

interface SignedMessageProps extends Pick<MessageViewProps, 'onHop'> {
  readonly shown: ShownMessage;
  readonly numbers: ReadonlyMap<string, number>;
  readonly children: ComponentChildren;
}

function SignedMessage({ shown: { message, hops }, numbers, onHop, children }: SignedMessageProps) {
  return (
    <section class="message signature" data-testid="signature" data-hop={message.hop}>
      <SectionHeader
        title={MESSAGES[message.kind]}
        hops={hops}
        numbers={numbers}
        onHop={onHop}
        isMarked={false}
      />
      {children}
    </section>
  );
}

function Unverified({ request }: { readonly request: SamlRequest }) {
  const claims =
    request.document?.signature !== undefined ||
    request.parameters.some(({ name, valueless }) => name === 'Signature' && valueless !== true);
  if (claims || request.decoding.xml === undefined) {
    return (
      <p data-testid="unverified">
        Its signature was not verified: Login.gov cannot read the request, or the flow has too many.
      </p>
    );
  }
  return (
    <p data-testid="unsigned">
      <strong>It is not signed.</strong>{' '}
      {request.kind === 'saml-authn-request'
        ? 'Login.gov accepts that; the response is encrypted for the first registered certificate, so exchanging certificates will break sign-ins.'
        : consequence(request.kind)}
    </p>
  );
}

function aboutSignature(findings: readonly Finding[], { hops }: ShownMessage): readonly Finding[] {
  return findings.filter(
    ({ rule, evidence }) =>
      /signature|certificate|sig-alg|digest/.test(rule) && evidence.some(({ hop }) => hops.includes(hop)),
  );
}

function isSamlRequest(message: MessageViewProps['inspection']['messages'][number]): message is SamlRequest {
  return 'samlRequest' in message || (message.kind.startsWith('saml') && message.kind.endsWith('request'));
}

function isSamlResponse(
  message: MessageViewProps['inspection']['messages'][number],
): message is SamlResponse {
  return message.kind === 'saml-response' || message.kind === 'saml-logout-response';
}
