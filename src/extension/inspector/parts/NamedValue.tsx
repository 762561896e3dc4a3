import { isSecretName, maskText, shorten } from '../../../formats/report/mask.ts';
import { LongText } from './LongText.tsx';
import { MaskedValue } from './MaskedValue.tsx';

interface Props {
  readonly name: string;
  readonly value: string;
  /** The whole value is to be masked; by default its name decides. */
  readonly secret?: boolean;
}

/** The value of a parameter, form field or header: a secret one masked, and secrets inside of it too. */
export function NamedValue({ name, value, secret = isSecretName(name) }: Props) {
  if (value === '') return <span class="empty-value">(empty)</span>;
  const masked = secret ? shorten(value) : maskText(value);
  if (masked === value) return <LongText text={value} />;
  return <MaskedValue what={secret ? name : `secrets in ${name}`} value={value} masked={masked} />;
}
