import type { Finding, FlowInspection, Severity } from '../../../core/model/index.ts';
import { counted } from '../../../formats/report/words.ts';
import { type EvidenceTarget, findingKey } from '../evidence.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import type { Refusal } from '../refusal.ts';
import { FindingCard } from './FindingCard.tsx';
import './findings.css';

interface Props {
  readonly inspection: FlowInspection;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly target: EvidenceTarget | undefined;
  /** What the card above says already. */
  readonly refusal: Refusal | undefined;
  readonly onEvidence: (finding: Finding, index: number) => void;
}

/** Errors and warnings; notes are folded. */
export function Findings({ inspection, counts, numbers, target, refusal, onEvidence }: Props) {
  const { findings } = inspection;
  const infos = findings.filter(({ severity }) => severity === 'info');
  const others = findings.filter(({ severity }) => severity !== 'info');
  const isTarget = (finding: Finding) => target !== undefined && findingKey(finding) === target.finding;
  const card = (finding: Finding, index: number) => (
    <FindingCard
      key={`${finding.rule} ${index}`}
      finding={finding}
      inspection={inspection}
      numbers={numbers}
      target={isTarget(finding) ? target : undefined}
      {...(finding === refusal?.finding && { said: refusal.register })}
      onEvidence={onEvidence}
    />
  );
  return (
    <section class="findings-section">
      <header class="section-header">
        <h2>Findings</h2>
        <span class="quiet">
          {counted(counts.error, 'error')}, {counted(counts.warning, 'warning')}
        </span>
        {findings.length > 0 && (
          <CopyButton
            value={async () => (await markdown()).renderFindingsMarkdown(inspection, findings)}
            what="every finding"
            label="Copy all as Markdown"
          />
        )}
      </header>
      {others.length > 0 ? (
        <Bounded
          items={others}
          noun="finding"
          reveal={others.findIndex(isTarget)}
          list={(items) => <div class="findings">{items}</div>}
        >
          {card}
        </Bounded>
      ) : (
        <p class="quiet">No errors or warnings found.</p>
      )}
      {infos.length > 0 && (
        <details class="fold notes" open={infos.some(isTarget)}>
          <summary>{counted(infos.length, 'note')}</summary>
          <Bounded
            items={infos}
            noun="note"
            reveal={infos.findIndex(isTarget)}
            list={(items) => <div class="findings">{items}</div>}
          >
            {card}
          </Bounded>
        </details>
      )}
    </section>
  );
}

const markdown = () => import('../../../formats/report/markdown.ts');
