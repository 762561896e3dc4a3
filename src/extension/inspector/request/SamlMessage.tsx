import { queryParameters } from '../../../core/decode/parameters.ts';
import type { SamlRequest, SamlResponse } from '../../../core/model/index.ts';
import { namesUser } from '../../../formats/report/mask.ts';
import { findHop } from '../hops.ts';
import { Icon } from '../parts/Icon.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { SamlFactTable } from './SamlFactTable.tsx';
import { samlFacts } from './saml-message-facts.ts';
import type { MessageViewProps } from './shown-messages.ts';
import { XmlView } from './XmlView.tsx';

interface Props extends MessageViewProps {
  readonly message: SamlRequest | SamlResponse;
  readonly hops: readonly string[];
}

const DONE = { base64: 'Base64 decoded', inflate: 'inflated', xml: 'read as XML' } as const;

const STEPS = {
  parameter: 'finding the parameter',
  base64: 'Base64 decoding',
  inflate: 'inflating',
  xml: 'reading the XML',
} as const;

/** A SAML message: how it was decoded, its key facts, the parameters around it, its XML. */
export function SamlMessage({ message, hops, inspection, mark, onFinding }: Props) {
  const { binding, decoding } = message;
  const { findings, skipped } = inspection;
  const { problem, steps, xml } = decoding;
  const personal = xml !== undefined && namesUser(xml);
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
        <SamlFactTable
          hops={hops}
          facts={samlFacts(message, inspection)}
          findings={findings}
          onFinding={onFinding}
        />
      )}
      {xml !== undefined && (
        <XmlView
          xml={xml}
          encoded={encodedOf(message, inspection)}
          personal={personal}
          findings={findings}
          hops={hops}
          mark={mark?.at.part === 'xml' ? mark : undefined}
          onFinding={onFinding}
        />
      )}
      <ParameterTable
        shown={{ message, hops }}
        findings={findings}
        skipped={skipped}
        mark={mark}
        secrets={personal ? ['SAMLRequest', 'SAMLResponse'] : []}
        onFinding={onFinding}
      />
    </>
  );
}

/** The message as it was sent. */
function encodedOf(
  message: SamlRequest | SamlResponse,
  inspection: MessageViewProps['inspection'],
): string | undefined {
  if ('samlRequest' in message) return message.samlRequest?.raw;
  const hop = findHop(inspection, message.hop);
  const body = hop?.request?.body;
  const posted = body?.kind === 'form' ? body.fields.findLast(isResponseField)?.value : undefined;
  return posted ?? queryParameters(hop?.url ?? '').findLast(isResponseField)?.raw;
}

function isResponseField({ name }: { readonly name: string }): boolean {
  return name === 'SAMLResponse';
}
