import type { Participant } from '../../../core/sequence/index.ts';
import { lifelineAt, lifelines } from './lifelines.ts';
import './arrows.css';

interface Props {
  readonly participants: readonly Participant[];
  readonly browser: number;
  /** Whom the browser asks. */
  readonly participant: number;
  readonly request: 'sent' | 'refused' | 'would-be-refused';
  /** What came back; nothing is drawn for an answer that nobody saw. */
  readonly answer: 'redirect' | 'ok' | 'failed' | 'none';
}

/** One hop of the sequence diagram: lifelines, the request and its answer. The words beside it say the same. */
export function Arrows({ participants, browser, participant, request, answer }: Props) {
  const isRefused = request === 'refused';
  const place = placeOf(browser, participant, participants.length, isRefused);
  const heading = participant > browser ? 'right' : 'left';
  const back = participant > browser ? 'left' : 'right';
  return (
    <span
      class="arrows"
      aria-hidden="true"
      {...(isRefused && { style: { background: lifelines(participants, (index) => index === participant) } })}
    >
      <span class={`arrow arrow-request arrow-${request} arrow-${heading}`} style={place} />
      {!isRefused && answer !== 'none' && (
        <span class={`arrow arrow-answer arrow-${answer} arrow-${back}`} style={place} />
      )}
    </span>
  );
}

/** The lifelines alone. */
export function Lifelines() {
  return <span class="arrows" aria-hidden="true" />;
}

/** A refused request gets half a lane before whom it was for, so that its stop mark stands on nobody's lifeline. */
function placeOf(from: number, to: number, count: number, isRefused: boolean) {
  const end = isRefused ? to - Math.sign(to - from) / 2 : to;
  const left = lifelineAt(Math.min(from, end), count);
  return {
    left: `${left}%`,
    width: `${lifelineAt(Math.max(from, end), count) - left}%`,
    '--half-lane': `${50 / Math.max(1, Math.abs(to - from))}%`,
  };
}
