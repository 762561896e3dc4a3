import type { Finding } from '../../core/model/index.ts';
import './evidence.css';
import { Icon } from './parts/Icon.tsx';

interface Props {
  readonly finding: Finding;
  /** Which piece of its evidence is marked below, from 0. */
  readonly index: number;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Over a view to which a finding led: which one it was, the way back and to its next place. */
export function EvidenceBar({ finding, index, onBack, onNext }: Props) {
  const { severity, title, evidence } = finding;
  const many = evidence.length > 1;
  return (
    <div class="evidence-bar" data-testid="evidence-bar">
      <button type="button" class="button" onClick={onBack} title="Back to the finding (Esc)">
        <Icon name="back" />
        Back<span class="off-screen"> to the finding</span>
      </button>
      <span class={`evidence-bar-title severity-${severity}`}>
        <Icon name={severity} />
        <span class="off-screen">Evidence for </span>
        <span class="evidence-bar-words">{title}</span>
      </span>
      {many && (
        <>
          <span class="quiet">
            {index + 1} of {evidence.length}
          </span>
          <button type="button" class="button" onClick={onNext}>
            Next place
          </button>
        </>
      )}
    </div>
  );
}
