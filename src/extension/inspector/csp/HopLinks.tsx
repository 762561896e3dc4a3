import type { Hop } from '../../../core/model/index.ts';
import { HopLink } from '../parts/HopLink.tsx';

/** The way from the CSP view to a hop. */
export interface HopPlaces {
  /** Numbers in the flow by hop id. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
}

interface Props extends HopPlaces {
  readonly hops: readonly Hop[];
}

/** `hop 7, hop 8`, or a dash. */
export function HopLinks({ hops, numbers, onHop }: Props) {
  if (hops.length === 0) return <span class="quiet">none</span>;
  return (
    <>
      {hops.map(({ id }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <HopLink number={numbers.get(id)} onOpen={() => onHop(id)} />
        </span>
      ))}
    </>
  );
}
