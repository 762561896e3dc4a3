import type { Participant } from '../../../core/sequence/index.ts';
import { hostOf, PARTICIPANTS } from './participant-words.ts';

/** The heads of the lifelines; they stay in view. */
export function ParticipantHeads({ participants }: { readonly participants: readonly Participant[] }) {
  return (
    <div class="heads">
      <ul aria-label="Who takes part, from left to right">
        {participants.map((participant, index) => (
          <li key={index} class={`head-${participant.kind}`}>
            <span class="head-kind">{PARTICIPANTS[participant.kind]}</span>
            {participant.kind !== 'browser' && (
              <span class="head-name" title={hostOf(participant)}>
                {hostOf(participant)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
