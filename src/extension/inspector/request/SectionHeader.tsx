import { HopLink } from '../parts/HopLink.tsx';
import { useMark } from '../parts/use-mark.ts';
import './request.css';

interface Props {
  readonly title: string;
  /** Ids of the hops that carried the message. */
  readonly hops: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
  /** The user was led to the message, and to no place inside it. */
  readonly isMarked: boolean;
}

/** Hops that are named; a message is rarely carried by more than three. */
const MOST = 10;

/** What message it is, and the hops that carried it. */
export function SectionHeader({ title, hops, numbers, onHop, isMarked }: Props) {
  const heading = useMark<HTMLHeadingElement>(isMarked);
  const [first = '', ...again] = hops;
  return (
    <header>
      <h2 ref={heading} class={isMarked ? 'marked' : undefined} tabIndex={isMarked ? -1 : undefined}>
        {title}
      </h2>
      <span>
        <HopLink number={numbers.get(first)} onOpen={() => onHop(first)} />
        {again.length > 0 && <span class="quiet"> and again at </span>}
        {again.slice(0, MOST).map((hop, index) => (
          <span key={hop}>
            {index > 0 && ', '}
            <HopLink number={numbers.get(hop)} onOpen={() => onHop(hop)} />
          </span>
        ))}
        {again.length > MOST && ` and ${again.length - MOST} more`}
      </span>
    </header>
  );
}
