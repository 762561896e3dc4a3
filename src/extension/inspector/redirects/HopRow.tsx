import { useEffect, useRef } from 'preact/hooks';
import { environmentOf } from '../../../core/login-gov/environments.ts';
import type { Hop } from '../../../core/model/index.ts';
import { carriedBy } from '../../../core/sequence/index.ts';
import type { HopResult } from '../../../formats/report/hops.ts';
import { Icon } from '../parts/Icon.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import type { Refusal } from '../refusal.ts';
import { offset } from '../time.ts';
import { HopDetail } from './HopDetail.tsx';
import { RefusedLabel } from './RefusedLabel.tsx';

interface Props {
  readonly hop: Hop;
  readonly result: HopResult;
  readonly number: number;
  readonly start: number | undefined;
  readonly refusal: Refusal | undefined;
  readonly isOpen: boolean;
  /** The user came here for this hop: it takes the focus. */
  readonly isTarget: boolean;
  readonly onToggle: () => void;
}

/** One request of the chain; its button opens the details below it. */
export function HopRow({ hop, result, number, start, refusal, isOpen, isTarget, onToggle }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isTarget) button.current?.focus();
  }, [isTarget]);

  const refused = refusal?.happened === true;
  const atLoginGov = environmentOf(hop.url) !== undefined;
  const detailId = `hop-detail-${number}`;
  return (
    <>
      {hop.gapBefore && (
        <li class="gap" data-testid="gap">
          Any hops between were not visible. With DevTools open from the start they are recorded, too.
        </li>
      )}
      <li
        class={`hop hop-${refused ? 'refused' : result.kind}`}
        data-testid="hop"
        data-hop={hop.id}
        data-refused={refused ? 'true' : undefined}
        data-party={atLoginGov ? 'login-gov' : 'site'}
      >
        <button
          type="button"
          class="hop-button"
          ref={button}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailId : undefined}
          onClick={onToggle}
        >
          <span class="hop-number">
            <span class="off-screen">Hop </span>
            {number}
          </span>
          <span class="hop-method">{hop.method}</span>
          <span class={`hop-result result-${result.kind}`}>{refused ? 'refused' : hop.response?.status}</span>
          <span class="hop-url">
            {atLoginGov && <span class="off-screen">Login.gov: </span>}
            <UrlText url={hop.url} />
          </span>
          <span class="hop-carried">
            {!refused && !hop.response && <span class={`result-${result.kind}`}>{result.text}</span>}
            {carriedBy(hop).map((name) => (
              <span class="chip" key={name}>
                {name}
              </span>
            ))}
          </span>
          <span class="hop-time">
            {hop.time !== undefined && start !== undefined && offset(hop.time, start)}
          </span>
          <Icon name="chevron" />
        </button>
        {refusal && <RefusedLabel refusal={refusal} />}
        {isOpen && <HopDetail hop={hop} result={result} id={detailId} />}
      </li>
    </>
  );
}
