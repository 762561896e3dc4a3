import type { Severity } from '../../../core/model/index.ts';
import { capitalised } from '../words.ts';
import { Icon } from './Icon.tsx';

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <span class={`severity severity-${severity}`}>
      <Icon name={severity} />
      {capitalised(severity)}
    </span>
  );
}
