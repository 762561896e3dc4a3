import type { Header } from '../../../core/model/index.ts';
import { isSecretName } from '../../../formats/report/mask.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';

const isSecretHeader = ({ name }: Header) => isSecretName(name);

interface Props {
  readonly title: string;
  readonly fields: readonly Header[];
  /** Lower-case names of the fields that matter most. */
  readonly highlight?: readonly string[];
  /** Whether a whole value is to be masked; by default the name decides. */
  readonly isSecret?: (field: Header) => boolean;
}

/** Headers, query parameters or form fields; nothing when there are none. */
export function FieldTable({ title, fields, highlight = [], isSecret = isSecretHeader }: Props) {
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
      {(field, index) => (
        <tr
          key={`${field.name} ${index}`}
          class={highlight.includes(field.name.toLowerCase()) ? 'highlight' : undefined}
        >
          <th scope="row">{field.name}</th>
          <td class="mono">
            <NamedValue name={field.name} value={field.value} secret={isSecret(field)} />
          </td>
        </tr>
      )}
    </Bounded>
  );
}
