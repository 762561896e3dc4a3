import { useMemo } from 'preact/hooks';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { isApiRequest, isResponse } from '../evidence.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { ApiAnswerSection } from './ApiAnswerSection.tsx';
import { MessageSection } from './MessageSection.tsx';
import { distinctMessages, isAt, type MessageViewProps } from './shown-messages.ts';

/** What Login.gov answered: to the application, to the user as an error page, to a call of its API. */
export function Response({ inspection, mark, onHop, onFinding }: MessageViewProps) {
  const { messages, navigations } = inspection;
  const numbers = hopNumbers(navigations);
  const shown = useMemo(
    () => distinctMessages(messages.filter((message) => isResponse(message) || isApiRequest(message))),
    [messages],
  );
  if (shown.length === 0) {
    return (
      <p class="empty">
        No answer of Login.gov was seen. Its answer comes when the user has signed in, cancelled or been
        refused.
      </p>
    );
  }
  return (
    <Bounded
      items={shown}
      noun="message"
      reveal={shown.findIndex(({ hops }) => isAt(mark, hops))}
      list={(items) => <div class="messages">{items}</div>}
      limit={20}
    >
      {(each, index) => {
        const { message, hops } = each;
        const shared = {
          inspection,
          numbers,
          mark: isAt(mark, hops) ? mark : undefined,
          onHop,
          onFinding,
        };
        const key = `${message.hop} ${message.kind} ${index}`;
        return message.kind === 'oidc-token-request' || message.kind === 'oidc-userinfo-request' ? (
          <ApiAnswerSection key={key} message={message} hops={hops} {...shared} />
        ) : (
          <MessageSection key={key} shown={each} {...shared} />
        );
      }}
    </Bounded>
  );
}
