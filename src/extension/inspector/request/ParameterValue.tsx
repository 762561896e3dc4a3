import { useMemo } from 'preact/hooks';
import type { Parameter } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { LongText } from '../parts/LongText.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { isPlainlyEncoded } from './encoding.ts';
import { StructuredValue } from './StructuredValue.tsx';

/** Parameters that hold a list with spaces between (OpenID Connect Core 1.0, section 3.1.2.1). */
const LISTS = ['scope', 'acr_values', 'ui_locales', 'prompt'];
/** Items of such a list that are shown on lines of their own. */
const MOST_ITEMS = 100;
/** Characters of a value as sent that are shown. */
const RAW = 2000;

interface Props {
  readonly parameter: Parameter;
  /** The value is to be masked. */
  readonly secret: boolean;
  /** Show the value as it stood on the wire as well. */
  readonly asSent: boolean;
}

/** A value decoded, a list item by item, a token or JSON taken apart; as sent where that tells more. */
export function ParameterValue({ parameter, secret, asSent }: Props) {
  const { name, value, raw } = parameter;
  const items = useMemo(
    () => (LISTS.includes(name) ? value.split(/\s+/).filter(Boolean) : []),
    [name, value],
  );
  const isPlain = useMemo(() => isPlainlyEncoded(parameter), [value, raw]);
  const showRaw = raw !== value && !secret && (asSent || !isPlain);
  return (
    <div class="mono">
      {items.length > 1 && items.length <= MOST_ITEMS ? (
        <ul class="value-list">
          {items.map((item, index) => (
            <li key={index}>
              <NamedValue name={name} value={item} secret={false} />
            </li>
          ))}
        </ul>
      ) : (
        <NamedValue name={name} value={value} secret={secret} />
      )}
      {showRaw && (
        <div class="raw">
          <span class="raw-label">sent as</span> <LongText text={maskText(raw.slice(0, RAW))} limit={160} />
          {raw.length > RAW && ` (${raw.length} characters)`}
        </div>
      )}
      <StructuredValue value={value} />
    </div>
  );
}
