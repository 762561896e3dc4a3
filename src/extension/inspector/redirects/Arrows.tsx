import type { Participant } from '../../../core/sequence/index.ts';
import './arrows.css';

interface Props {
  readonly participants: readonly Participant[];
  readonly browser: number;
  /** Whom the browser asks; without it only the lifelines are drawn. */
  readonly participant?: number;
  readonly request?: 'sent' | 'refused' | 'would-be-refused';
  /** What came back; nothing is drawn for an answer that nobody saw. */
  readonly answer?: 'redirect' | 'ok' | 'failed' | 'none';
}

/** One row of the sequence diagram: lifelines, the request and its answer. The words beside it say the same. */
export function Arrows({ participants, browser, participant, request = 'sent', answer = 'none' }: Props) {
  const at = (index: number) => `${((index + 0.5) / participants.length) * 100}%`;
  return (
    <svg class="arrows" aria-hidden="true">
      {participants.map(({ kind }, index) => (
        <line
          key={index}
          class={`lifeline lifeline-${index === participant && request === 'refused' ? 'unreached' : kind}`}
          x1={at(index)}
          x2={at(index)}
          y1="0"
          y2="100%"
        />
      ))}
      {participant !== undefined && (
        <>
          <Request from={browser} to={participant} kind={request} at={at} />
          {request !== 'refused' && <Answer from={participant} to={browser} kind={answer} at={at} />}
        </>
      )}
    </svg>
  );
}

interface ArrowProps<Kind> {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  /** Where the lifeline of a participant stands. */
  readonly at: (index: number) => string;
}

/** A refused request gets as far as the stop mark. */
function Request({ from, to, kind, at }: ArrowProps<NonNullable<Props['request']>>) {
  // Between two lifelines, so that it stands on nobody's.
  const before = to > from ? to - 0.5 : to + 0.5;
  const end = kind === 'refused' ? before : to;
  return (
    <g class={`arrow arrow-request arrow-${kind}`}>
      <line x1={at(from)} x2={at(end)} />
      {kind !== 'refused' && <Head x={at(to)} isRightward={to > from} />}
      {kind === 'sent' ? <Dot x={at(from)} /> : <Stop x={at(before)} />}
    </g>
  );
}

function Answer({ from, to, kind, at }: ArrowProps<NonNullable<Props['answer']>>) {
  if (kind === 'none') return null;
  return (
    <g class={`arrow arrow-answer arrow-${kind}`}>
      <line x1={at(from)} x2={at(to)} />
      <Head x={at(to)} isRightward={to > from} />
    </g>
  );
}

function Head({ x, isRightward }: { readonly x: string; readonly isRightward: boolean }) {
  return (
    <svg x={x} class="mark" aria-hidden="true">
      <path class="head" d={isRightward ? 'M-8-4 0 0-8 4Z' : 'M8-4 0 0 8 4Z'} />
    </svg>
  );
}

function Dot({ x }: { readonly x: string }) {
  return <circle class="dot" cx={x} r="3" />;
}

/** The octagon of a stop sign with a cross in it. */
function Stop({ x }: { readonly x: string }) {
  return (
    <svg x={x} class="mark" aria-hidden="true">
      <path class="stop" d="M-3.3-8h6.6L8-3.3v6.6L3.3 8h-6.6L-8 3.3v-6.6Z" />
      <path class="stop-cross" d="m-3-3 6 6m0-6-6 6" />
    </svg>
  );
}
