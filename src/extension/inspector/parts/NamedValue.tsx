import { isSecretName, maskText, shorten } from '../../../formats/report/mask.ts';
import { printable } from '../../../formats/report/printable.ts';
import { LongText } from './LongText.tsx';
import { MaskedValue } from './MaskedValue.tsx';

interface Props {
  readonly name: string;
  readonly value: string;
  /** The whole value is to be masked; by default its name decides. */
  readonly secret?: boolean;
}

/** Longer values are not searched for secrets before the user asks for them: that would take too long. */
const MOST_SEARCHED = 20_000;
/** Characters of such a value that are shown. */
const BEGINNING = 300;

/** The value of a parameter, form field or header: a secret one masked, and secrets inside of it too. */
export function NamedValue({ name, value, secret = isSecretName(name) }: Props) {
  if (value === '') return <span class="empty-value">(empty)</span>;
  const masked = secret ? shorten(value) : maskLong(value);
  if (masked === value) return <LongText text={value} />;
  const what = printable(name.slice(0, 100));
  return <MaskedValue what={secret ? what : `secrets in ${what}`} value={value} masked={masked} />;
}

function maskLong(value: string): string {
  if (value.length <= MOST_SEARCHED) return maskText(value);
  return `${maskText(value.slice(0, BEGINNING))}… (${value.length} characters)`;
}
