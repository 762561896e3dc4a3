import type { Finding } from '../../../core/model/index.ts';
import { SeverityMark } from '../parts/SeverityMark.tsx';

interface Props {
  readonly findings: readonly Finding[];
  readonly onFinding: (rule: string) => void;
}

/** The findings about one value, beside it; each opens in the overview. */
export function FindingMarks({ findings, onFinding }: Props) {
  if (findings.length === 0) return null;
  return (
    <ul class="finding-marks">
      {findings.map(({ rule, severity, title }, index) => (
        <li key={`${rule} ${index}`} data-testid="finding-mark" data-rule={rule}>
          <SeverityMark severity={severity} />{' '}
          <button type="button" class="link" onClick={() => onFinding(rule)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}
