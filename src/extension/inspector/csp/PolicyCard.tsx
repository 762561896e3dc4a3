import { policyPlace } from '../../../formats/report/form-action-words.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { LongText } from '../parts/LongText.tsx';
import { useMark } from '../parts/use-mark.ts';
import type { HopPlaces } from './HopLinks.tsx';
import type { PolicyRows } from './policy-rows.ts';
import { SourceTable } from './SourceTable.tsx';

interface Props extends HopPlaces {
  readonly rows: PolicyRows;
  /** Where it stands in place of a header or a meta element. */
  readonly title?: string;
  /** The user was led here. */
  readonly isMarked: boolean;
}

/** One policy: form-action first and at length, the other directives folded. */
export function PolicyCard({ rows, title, isMarked, ...places }: Props) {
  const { policy, sent, formAction } = rows;
  const isEnforced = sent.disposition === 'enforce';
  const others = policy.directives.filter(({ name }) => name !== 'form-action');
  const name = title ?? policyPlace(sent);
  const card = useMark<HTMLElement>(isMarked);
  return (
    <section
      class={isMarked ? 'policy marked' : 'policy'}
      data-testid="policy"
      data-disposition={sent.disposition}
      ref={card}
      {...(isMarked && { tabIndex: -1, 'aria-label': name })}
    >
      <header>
        <h3>{name}</h3>
        {!isEnforced && <span class="quiet">Reports only: it refuses nothing.</span>}
        <CopyButton value={policy.text} what="the policy" />
      </header>
      {formAction === undefined ? (
        <p class="quiet">
          It has no form-action, so it leaves forms alone; default-src does not stand in for it.
        </p>
      ) : (
        <SourceTable formAction={formAction} isEnforced={isEnforced} {...places} />
      )}
      {others.length > 0 && (
        <details class="fold">
          <summary>Other directives ({others.length})</summary>
          <Bounded
            items={others}
            noun="directive"
            list={(items) => (
              <table class="fields">
                <caption class="off-screen">Other directives of the policy</caption>
                <tbody>{items}</tbody>
              </table>
            )}
          >
            {({ name, value }, index) => (
              <tr key={index}>
                <th scope="row">
                  <LongText text={name} limit={80} />
                </th>
                <td class="mono">
                  <LongText text={value} />
                </td>
              </tr>
            )}
          </Bounded>
        </details>
      )}
    </section>
  );
}
