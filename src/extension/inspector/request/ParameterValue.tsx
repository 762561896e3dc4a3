import type { Parameter } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { LongText } from '../parts/LongText.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { isPlainlyEncoded } from './encoding.ts';

/** Parameters that hold a list with spaces between (OpenID Connect Core 1.0, section 3.1.2.1). */
const LISTS = ['scope', 'acr_values', 'ui_locales', 'prompt'];

interface Props {
  readonly parameter: Parameter;
  /** The value is to be masked. */
  readonly secret: boolean;
  /** Show the value as it stood on the wire as well. */
  readonly asSent: boolean;
}

export function ParameterValue({ parameter, secret, asSent }: Props) {
  const { name, value, raw } = parameter;
  const items = LISTS.includes(name) ? value.split(/\s+/).filter(Boolean) : [];
  const showRaw = raw !== value && !secret && (asSent || !isPlainlyEncoded(parameter));
  return (
    <div class="mono">
      {items.length > 1 ? (
        <ul class="value-list">
          {items.map((item, index) => (
            <li key={`${item} ${index}`}>{item}</li>
          ))}
        </ul>
      ) : (
        <NamedValue name={name} value={value} secret={secret} />
      )}
      {showRaw && (
        <div class="raw">
          <span class="raw-label">sent as</span> <LongText text={maskText(raw)} limit={160} />
        </div>
      )}
    </div>
  );
}
