import { isSecret, maskText } from '../secrets.ts';
import { LongText } from './LongText.tsx';
import { RevealingText } from './RevealingText.tsx';
import { SecretValue } from './SecretValue.tsx';

interface Props {
  readonly name: string;
  readonly value: string;
}

/** The value of a parameter, form field or header: a secret one masked, and secrets inside of it too. */
export function NamedValue({ name, value }: Props) {
  if (value === '') return <span class="empty-value">(empty)</span>;
  if (isSecret(name)) return <SecretValue name={name} value={value} />;
  if (maskText(value) !== value) return <RevealingText name={name} text={value} />;
  return <LongText text={value} />;
}
