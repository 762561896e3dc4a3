import type { Finding } from '../../../core/model/index.ts';
import { SeverityMark } from '../parts/SeverityMark.tsx';

interface Props {
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}

/** The findings about one value, beside it; each opens in the overview. */
export function FindingMarks({ findings, onFinding }: Props) {
  if (findings.length === 0) return null;
  return (
    <ul class="finding-marks">
      {findings.map((finding, index) => (
        <li key={`${finding.rule} ${index}`} data-testid="finding-mark" data-rule={finding.rule}>
          <SeverityMark severity={finding.severity} />{' '}
          <button type="button" class="link" onClick={() => onFinding(finding)}>
            {finding.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
