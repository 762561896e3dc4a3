import type { Message } from '../../../core/model/index.ts';
import { MESSAGES } from '../../../formats/report/words.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { ErrorPageContent } from './ErrorPageContent.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { SamlMessage } from './SamlMessage.tsx';
import { SectionHeader } from './SectionHeader.tsx';
import type { MessageViewProps, ShownMessage } from './shown-messages.ts';

interface Props extends MessageViewProps {
  readonly shown: ShownMessage;
  readonly numbers: ReadonlyMap<string, number>;
}

/** One decoded message and the hops that carried it. */
export function MessageSection({ shown, numbers, ...props }: Props) {
  const { message, hops } = shown;
  return (
    <section class="message" data-testid="message" data-kind={message.kind}>
      <SectionHeader
        title={MESSAGES[message.kind]}
        hops={hops}
        numbers={numbers}
        onHop={props.onHop}
        isMarked={props.mark !== undefined && isNowhereInside(message, props.mark.at.part)}
      />
      <MessageContent message={message} hops={hops} {...props} />
    </section>
  );
}

/** Whether that part of a hop has no place of its own in what is shown of the message. */
function isNowhereInside(message: Message, part: string): boolean {
  if (part === 'xml') return !('decoding' in message) || message.decoding.xml === undefined;
  if (part === 'page') return message.kind !== 'error-page';
  return part !== 'query' && part !== 'body';
}

function MessageContent({ message, hops, ...props }: ShownMessage & MessageViewProps) {
  const { inspection, mark, onFinding } = props;
  switch (message.kind) {
    case 'error-page':
      return <ErrorPageContent page={message} inspection={inspection} mark={mark} onFinding={onFinding} />;
    case 'saml-authn-request':
    case 'saml-logout-request':
    case 'saml-remote-logout-request':
    case 'saml-response':
    case 'saml-logout-response':
      return <SamlMessage message={message} hops={hops} {...props} />;
    default:
      return (
        <>
          {message.kind === 'oidc-userinfo-request' && <Authorization request={message} />}
          {message.parameters.length === 0 && <p class="quiet">It has no parameters.</p>}
          <ParameterTable
            shown={{ message, hops }}
            findings={inspection.findings}
            skipped={inspection.skipped}
            mark={mark}
            onFinding={onFinding}
          />
        </>
      );
  }
}

function Authorization({
  request: { authorization, headersSeen },
}: {
  readonly request: Extract<Message, { readonly kind: 'oidc-userinfo-request' }>;
}) {
  return (
    <p>
      <span class="quiet">Authorization header: </span>
      {authorization !== undefined ? (
        <span class="mono">
          <NamedValue name="Authorization" value={authorization} />
        </span>
      ) : headersSeen ? (
        'not sent'
      ) : (
        'the headers were not seen'
      )}
    </p>
  );
}
