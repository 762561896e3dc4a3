import type { SentParameter } from '../../../formats/reproduce/starting-request.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { LongText } from '../parts/LongText.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';

const AGES: Readonly<Record<NonNullable<SentParameter['age']>, string>> = {
  used: 'of the recorded flow',
  replaced: 'a stand-in, not what was sent',
};

/** The parameters of a request that is sent again, each with what is to be known of its value. */
export function SentParameters({ parameters }: { readonly parameters: readonly SentParameter[] }) {
  if (parameters.length === 0) return <p class="quiet">It has no parameters.</p>;
  return (
    <Bounded
      items={parameters}
      noun="parameter"
      list={(rows) => (
        <table class="fields" data-testid="reproduce-parameters">
          <caption>Parameters</caption>
          <thead class="off-screen">
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Value</th>
              <th scope="col">Note</th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      )}
    >
      {({ name, value, age }, index) => (
        <tr key={`${name.slice(0, 100)} ${index}`} data-name={name.slice(0, 200)}>
          <th scope="row">
            <LongText text={name} limit={80} />
          </th>
          <td class="mono">
            <NamedValue name={name} value={value} />
          </td>
          <td class="quiet">{age !== undefined && AGES[age]}</td>
        </tr>
      )}
    </Bounded>
  );
}
