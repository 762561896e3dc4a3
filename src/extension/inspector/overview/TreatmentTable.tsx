import type { Treatment } from '../../../core/model/index.ts';
import { reportTreatment } from '../../../formats/report/flow-report.ts';
import { HopLink } from '../parts/HopLink.tsx';
import { LongText } from '../parts/LongText.tsx';

interface Props {
  readonly treatment: Treatment;
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
}

/** What Login.gov makes of a request that it reads: which values count, and what comes of them. */
export function TreatmentTable({ treatment, numbers, onHop }: Props) {
  const { items } = reportTreatment(treatment, numbers);
  if (items.length === 0) return null;
  return (
    <section class="treatment" data-testid="treatment">
      <header>
        <h2>What Login.gov does with this request</h2>
        <HopLink number={numbers.get(treatment.hop)} onOpen={() => onHop(treatment.hop)} />
      </header>
      <table class="fields">
        <tbody>
          {items.map(({ topic, values, empty, because }) => (
            <tr key={topic}>
              <th scope="row">{topic}</th>
              <td>
                {values.length === 0 && <span class="empty-value">({empty})</span>}
                {values.map(({ value, meant }) => (
                  <div key={value} class="mono">
                    <LongText text={value} />
                    {meant !== undefined && (
                      <span class="quiet">
                        {' '}
                        probably meant <span class="value">{meant}</span>
                      </span>
                    )}
                  </div>
                ))}
                <div class="quiet">{because}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
