import type { FlowInspection } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { MessageSection } from './MessageSection.tsx';

interface Props {
  readonly inspection: FlowInspection;
  readonly onHop: (id: string) => void;
  readonly onFinding: (rule: string) => void;
}

/** The decoded messages of the flow, in the order of their hops. */
export function Request({ inspection, onHop, onFinding }: Props) {
  const { messages, findings, navigations } = inspection;
  const numbers = hopNumbers(navigations);
  if (messages.length === 0) {
    return <p class="empty">No hop of this flow carried a message that Login.gov knows.</p>;
  }
  return (
    <Bounded items={messages} noun="message" list={(items) => <div class="messages">{items}</div>} limit={20}>
      {(message, index) => (
        <MessageSection
          key={`${message.hop} ${message.kind} ${index}`}
          message={message}
          number={numbers.get(message.hop)}
          findings={findings}
          onHop={onHop}
          onFinding={onFinding}
        />
      )}
    </Bounded>
  );
}
