import type { Header } from '../../../core/model/index.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';

interface Props {
  readonly title: string;
  readonly fields: readonly Header[];
  /** Lower-case names of the fields that matter most. */
  readonly highlight?: readonly string[];
}

/** Headers, query parameters or form fields; nothing when there are none. */
export function FieldTable({ title, fields, highlight = [] }: Props) {
  if (fields.length === 0) return null;
  return (
    <Bounded
      items={fields}
      noun="field"
      list={(rows) => (
        <table class="fields">
          <caption>{title}</caption>
          <tbody>{rows}</tbody>
        </table>
      )}
    >
      {({ name, value }, index) => (
        <tr key={`${name} ${index}`} class={highlight.includes(name.toLowerCase()) ? 'highlight' : undefined}>
          <th scope="row">{name}</th>
          <td class="mono">
            <NamedValue name={name} value={value} />
          </td>
        </tr>
      )}
    </Bounded>
  );
}
