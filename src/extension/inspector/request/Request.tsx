import { useMemo } from 'preact/hooks';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { isResponse } from '../evidence.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { MessageSection } from './MessageSection.tsx';
import { distinctMessages, isAt, type MessageViewProps } from './shown-messages.ts';

/** What the application sent to Login.gov, decoded, in the order of the hops. */
export function Request({ inspection, mark, onHop, onFinding }: MessageViewProps) {
  const { messages, navigations } = inspection;
  const numbers = hopNumbers(navigations);
  const shown = useMemo(
    () => distinctMessages(messages.filter((message) => !isResponse(message))),
    [messages],
  );
  if (shown.length === 0) {
    return <p class="empty">No hop of this flow carried a message that Login.gov knows.</p>;
  }
  return (
    <Bounded
      items={shown}
      noun="message"
      reveal={shown.findIndex(({ hops }) => isAt(mark, hops))}
      list={(items) => <div class="messages">{items}</div>}
      limit={20}
    >
      {(each, index) => (
        <MessageSection
          key={`${each.message.hop} ${each.message.kind} ${index}`}
          shown={each}
          inspection={inspection}
          numbers={numbers}
          mark={isAt(mark, each.hops) ? mark : undefined}
          onHop={onHop}
          onFinding={onFinding}
        />
      )}
    </Bounded>
  );
}
