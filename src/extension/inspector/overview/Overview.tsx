import type { Engine, Finding, FlowInspection, Severity } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import type { EvidenceTarget } from '../evidence.ts';
import { refusalsOf } from '../refusal.ts';
import { Findings } from './Findings.tsx';
import { OutcomeBanner } from './OutcomeBanner.tsx';
import { OutcomeSentence } from './OutcomeSentence.tsx';
import './overview.css';
import { RefusedCard } from './RefusedCard.tsx';
import { SkippedRules } from './SkippedRules.tsx';
import { TreatmentTable } from './TreatmentTable.tsx';

interface Props {
  readonly inspection: FlowInspection;
  readonly engine: Engine | undefined;
  /** The finding, or piece of its evidence, that the user came here for. */
  readonly target: EvidenceTarget | undefined;
  readonly onHop: (id: string) => void;
  readonly onFinding: (finding: Finding) => void;
  readonly onEvidence: (finding: Finding, index: number) => void;
}

/** What happened, where, and what to change; beside it what Login.gov does with the request. */
export function Overview({ inspection, engine, target, onHop, onFinding, onEvidence }: Props) {
  const { findings, outcome, skipped } = inspection;
  const numbers = hopNumbers(inspection.navigations);
  const counts = countsOf(findings);
  const [refusal] = refusalsOf(inspection, engine);
  const refused = refusal && <RefusedCard refusal={refusal} numbers={numbers} onHop={onHop} />;
  const endedThere = outcome.kind === 'refused-by-browser' && outcome.hop === refusal?.block.hop;
  const treatments = inspection.treatments.filter(({ items }) => items.length > 0);

  return (
    <div class={treatments.length > 0 ? 'overview with-aside' : 'overview'}>
      <div class="overview-main">
        <OutcomeBanner outcome={outcome} counts={counts}>
          {endedThere ? (
            refused
          ) : (
            <OutcomeSentence inspection={inspection} numbers={numbers} onHop={onHop} onFinding={onFinding} />
          )}
        </OutcomeBanner>
        {!endedThere && refused}
        <Findings
          inspection={inspection}
          counts={counts}
          numbers={numbers}
          target={target}
          refusal={refusal}
          onEvidence={onEvidence}
        />
      </div>
      {treatments.length > 0 && (
        <aside class="overview-aside" aria-label="What Login.gov does with this request">
          {treatments.map((treatment) => (
            <TreatmentTable key={treatment.hop} treatment={treatment} numbers={numbers} onHop={onHop} />
          ))}
        </aside>
      )}
      <div class="overview-rest">
        <SkippedRules skipped={skipped} client={inspection.client} />
      </div>
    </div>
  );
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
