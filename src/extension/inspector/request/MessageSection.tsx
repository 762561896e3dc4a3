import type { Finding, Message } from '../../../core/model/index.ts';
import { MESSAGES } from '../../../formats/report/words.ts';
import { HopLink } from '../parts/HopLink.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { SamlMessage } from './SamlMessage.tsx';

interface Props {
  readonly message: Message;
  readonly number: number | undefined;
  readonly findings: readonly Finding[];
  readonly onHop: (id: string) => void;
  readonly onFinding: (rule: string) => void;
}

/** One decoded message and the hop that carried it. */
export function MessageSection({ message, number, findings, onHop, onFinding }: Props) {
  return (
    <section class="message" data-testid="message" data-kind={message.kind}>
      <header>
        <h2>{MESSAGES[message.kind]}</h2>
        <HopLink number={number} onOpen={() => onHop(message.hop)} />
      </header>
      <MessageContent message={message} findings={findings} onFinding={onFinding} />
    </section>
  );
}

function MessageContent({ message, findings, onFinding }: Pick<Props, 'message' | 'findings' | 'onFinding'>) {
  switch (message.kind) {
    case 'error-page':
      return (
        <>
          <p>
            <q>{message.title}</q>
          </p>
          <ul>
            {message.messages.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      );
    case 'oidc-authorize-request':
    case 'oidc-authorize-response':
    case 'oidc-logout-request':
    case 'oidc-token-request':
    case 'oidc-userinfo-request':
      return message.parameters.length > 0 ? (
        <ParameterTable message={message} findings={findings} onFinding={onFinding} />
      ) : (
        <p class="quiet">It has no parameters.</p>
      );
    default:
      return <SamlMessage message={message} findings={findings} onFinding={onFinding} />;
  }
}
