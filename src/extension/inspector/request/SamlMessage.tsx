import type { Finding, SamlRequest, SamlResponse } from '../../../core/model/index.ts';
import { holdsAssertion } from '../../../formats/report/mask.ts';
import { requestFacts, responseFacts } from '../../../formats/report/saml-facts.ts';
import { Icon } from '../parts/Icon.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { SamlFactTable } from './SamlFactTable.tsx';
import { XmlView } from './XmlView.tsx';

interface Props {
  readonly message: SamlRequest | SamlResponse;
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

const DONE = { base64: 'Base64 decoded', inflate: 'inflated', xml: 'read as XML' } as const;

const STEPS = {
  parameter: 'finding the parameter',
  base64: 'Base64 decoding',
  inflate: 'inflating',
  xml: 'reading the XML',
} as const;

export function SamlMessage({ message, findings, onFinding }: Props) {
  const { hop, binding, decoding } = message;
  const { problem, steps, xml } = decoding;
  const isResponse = message.kind === 'saml-response' || message.kind === 'saml-logout-response';
  return (
    <>
      <p class="quiet">
        {binding} binding
        {steps.length > 0 && `; ${steps.map((step) => DONE[step]).join(', ')}`}
      </p>
      {problem && (
        <div class="problem" data-testid="decoding-problem" data-code={problem.code}>
          <Icon name="error" />
          <p>
            <strong>Decoding stopped at {STEPS[problem.step]}.</strong> {problem.detail}
          </p>
        </div>
      )}
      {message.document && (
        <SamlFactTable hop={hop} facts={factsOf(message)} findings={findings} onFinding={onFinding} />
      )}
      <ParameterTable message={message} findings={findings} onFinding={onFinding} />
      {xml !== undefined &&
        (isResponse || holdsAssertion(xml) ? (
          <details class="fold">
            <summary>Decoded XML (may hold personal data)</summary>
            <XmlView xml={xml} />
          </details>
        ) : (
          <XmlView xml={xml} />
        ))}
    </>
  );
}

function factsOf(message: SamlRequest | SamlResponse) {
  if (!message.document) return [];
  return 'classRefs' in message.document ? requestFacts(message.document) : responseFacts(message.document);
}
