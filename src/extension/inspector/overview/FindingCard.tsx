import type { Finding, FixValue, FlowInspection } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import type { EvidenceTarget } from '../evidence.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { LongText } from '../parts/LongText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useMark } from '../parts/use-mark.ts';
import { DocumentationLink } from './DocumentationLink.tsx';
import { EvidenceItem } from './EvidenceItem.tsx';

interface Props {
  readonly finding: Finding;
  readonly inspection: FlowInspection;
  readonly numbers: ReadonlyMap<string, number>;
  /** The user came here for this finding: it takes the focus or, from 0, that piece of its evidence does. */
  readonly target?: Pick<EvidenceTarget, 'index' | 'visit'> | undefined;
  readonly onEvidence: (finding: Finding, index: number) => void;
  /** The card above says what this finding is about, with this value: the rest is folded. */
  readonly said?: FixValue;
}

/** What is wrong, where, and what to do about it. */
export function FindingCard({ finding, inspection, numbers, target, onEvidence, said }: Props) {
  const { rule, severity, title, summary, fix, values = [], docs, evidence } = finding;
  const heading = useMark<HTMLHeadingElement>(
    target !== undefined && evidence[target.index] === undefined,
    target?.visit,
  );

  const explanation = (
    <>
      <p class="finding-summary">
        <LongText text={maskText(summary)} limit={900} />
      </p>
      {evidence.length > 0 && (
        <ul class="evidence">
          {evidence.map((item, index) => (
            <EvidenceItem
              key={index}
              evidence={item}
              number={numbers.get(item.hop)}
              isTarget={target?.index === index}
              onOpen={() => onEvidence(finding, index)}
            />
          ))}
        </ul>
      )}
    </>
  );
  return (
    <article
      class={`finding finding-${severity}`}
      data-testid="finding"
      data-rule={rule}
      data-severity={severity}
    >
      <header>
        <SeverityMark severity={severity} />
        <h3 tabIndex={-1} ref={heading}>
          {title}
        </h3>
        <CopyButton
          value={async () => (await markdown()).renderFindingsMarkdown(inspection, [finding])}
          what={title}
          label="Copy as Markdown"
        />
      </header>
      {said === undefined && explanation}
      <div class="fix">
        <strong>Fix</strong>
        <div>
          <p>{maskText(fix)}</p>
          {values.map(
            (item) =>
              item !== said && (
                <p class="fix-value" key={`${item.label} ${item.value}`}>
                  <span class="quiet">{item.label}</span>{' '}
                  <span class="mono copyable">
                    <LongText text={item.value} />
                  </span>{' '}
                  <CopyButton value={item.value} what={item.label} />
                </p>
              ),
          )}
        </div>
      </div>
      {said && (
        <details class="fold" open={target !== undefined}>
          <summary>Explanation and evidence</summary>
          {explanation}
        </details>
      )}
      <footer>
        {docs.map((url) => (
          <DocumentationLink key={url} url={url} />
        ))}
        <span class="rule-id">{rule}</span>
      </footer>
    </article>
  );
}

/** Loaded when somebody copies. */
const markdown = () => import('../../../formats/report/markdown.ts');
