import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/Icon.tsx';

interface Props {
  readonly title: string;
  /** Undefined: not known. */
  readonly valid: boolean | undefined;
  /** Login.gov's own name of the outcome. */
  readonly code?: string | undefined;
  readonly testId: string;
  readonly children: ComponentChildren;
}

/** One of the two verdicts on a signature. */
export function VerdictRow({ title, valid, code, testId, children }: Props) {
  const tone = valid === undefined ? 'neutral' : valid ? 'good' : 'bad';
  const words = valid === undefined ? 'Not known' : valid ? 'Valid' : 'Not valid';
  return (
    <div class="signature-verdict" data-testid={testId} data-valid={String(valid)}>
      <h3>{title}</h3>
      <div>
        <p class={`tone-${tone}`}>
          <Icon name={tone} /> <strong>{words}</strong> {code !== undefined && <code>{code}</code>}
        </p>
        <p>{children}</p>
      </div>
    </div>
  );
}
