import type { Navigation } from '../../../core/model/index.ts';
import { hopResult } from '../../../formats/report/hops.ts';
import { causeWords } from '../../../formats/report/words.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import type { Refusal } from '../refusal.ts';
import { capitalised } from '../words.ts';
import { HopRow } from './HopRow.tsx';

interface Props {
  readonly navigation: Navigation;
  readonly start: number | undefined;
  readonly numbers: ReadonlyMap<string, number>;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly openHop: string | undefined;
  readonly targetHop: string | undefined;
  readonly onOpenHop: (id: string | undefined) => void;
}

/** One redirect chain under what started it. */
export function NavigationGroup({
  navigation,
  start,
  numbers,
  refusals,
  openHop,
  targetHop,
  onOpenHop,
}: Props) {
  const { cause, hops, page } = navigation;
  const { words, from } = causeWords(cause);
  const policiesUnknown = cause.kind === 'form' && cause.document.policies === undefined;
  return (
    <li class="navigation" data-testid="navigation" data-cause={cause.kind}>
      <h2 class="navigation-cause">
        {capitalised(words)} {from !== undefined && <UrlText url={from} />}
      </h2>
      {policiesUnknown && (
        <p class="quiet">The policies of that page were not seen: form-action was not judged.</p>
      )}
      <Bounded items={hops} noun="hop" list={(items) => <ol class="hops">{items}</ol>}>
        {(hop) => (
          <HopRow
            key={hop.id}
            hop={hop}
            result={hopResult(hop, navigation)}
            number={numbers.get(hop.id) ?? 0}
            start={start}
            refusal={refusals.get(hop.id)}
            isOpen={openHop === hop.id}
            isTarget={targetHop === hop.id}
            onToggle={() => onOpenHop(openHop === hop.id ? undefined : hop.id)}
          />
        )}
      </Bounded>
      {page && (
        <p class="page">
          Page shown: <q>{page.title}</q>
          {page.messages.length > 0 && `: ${page.messages.join(' ')}`}
        </p>
      )}
    </li>
  );
}
