import type { Engine, Finding, FlowInspection } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { counted } from '../../../formats/report/words.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { refusalsOf } from '../refusal.ts';
import { FindingCard } from './FindingCard.tsx';
import { OutcomeBanner } from './OutcomeBanner.tsx';
import { RefusedCard } from './RefusedCard.tsx';
import { SkippedRules } from './SkippedRules.tsx';
import { TreatmentTable } from './TreatmentTable.tsx';

interface Props {
  readonly inspection: FlowInspection;
  readonly engine: Engine | undefined;
  /** Rule whose finding the user came here for. */
  readonly targetRule: string | undefined;
  readonly onHop: (id: string) => void;
}

/** What happened, where, and what to change. */
export function Overview({ inspection, engine, targetRule, onHop }: Props) {
  const { findings, outcome } = inspection;
  const numbers = hopNumbers(inspection.navigations);
  const [refusal] = refusalsOf(inspection, engine);
  const refused = refusal && <RefusedCard refusal={refusal} numbers={numbers} onHop={onHop} />;
  const endedThere = outcome.kind === 'refused-by-browser' && outcome.hop === refusal?.block.hop;
  const target = findings.find(({ rule }) => rule === targetRule);
  const infos = findings.filter(({ severity }) => severity === 'info');
  const others = findings.filter(({ severity }) => severity !== 'info');
  const card = (finding: Finding, index: number) => (
    <FindingCard
      key={`${finding.rule} ${index}`}
      finding={finding}
      numbers={numbers}
      isTarget={finding === target}
      {...(finding === refusal?.finding && { said: refusal.register })}
      onHop={onHop}
    />
  );

  return (
    <div class="overview">
      <OutcomeBanner
        outcome={outcome}
        number={outcome.hop === undefined ? undefined : numbers.get(outcome.hop)}
        onHop={onHop}
      >
        {endedThere ? refused : undefined}
      </OutcomeBanner>
      {!endedThere && refused}
      {others.length > 0 ? (
        <Bounded items={others} noun="finding" list={(items) => <div class="findings">{items}</div>}>
          {card}
        </Bounded>
      ) : (
        <p class="quiet">No errors or warnings found.</p>
      )}
      {infos.length > 0 && (
        <details class="fold" open={target?.severity === 'info'}>
          <summary>{counted(infos.length, 'note')}</summary>
          <Bounded items={infos} noun="note" list={(items) => <div class="findings">{items}</div>}>
            {card}
          </Bounded>
        </details>
      )}
      {inspection.treatments.map((treatment) => (
        <TreatmentTable key={treatment.hop} treatment={treatment} numbers={numbers} onHop={onHop} />
      ))}
      <SkippedRules skipped={inspection.skipped} client={inspection.client} />
    </div>
  );
}
