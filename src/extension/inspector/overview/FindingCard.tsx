import { useEffect, useRef } from 'preact/hooks';
import type { Finding, FixValue } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { DocumentationLink } from './DocumentationLink.tsx';
import { EvidenceItem } from './EvidenceItem.tsx';

interface Props {
  readonly finding: Finding;
  readonly numbers: ReadonlyMap<string, number>;
  /** The user came here for this finding: it takes the focus. */
  readonly isTarget: boolean;
  readonly onHop: (id: string) => void;
  /** The card above says what this finding is about, with this value: the rest is folded. */
  readonly said?: FixValue;
}

export function FindingCard({ finding, numbers, isTarget, onHop, said }: Props) {
  const { rule, severity, title, summary, fix, values = [], docs, evidence } = finding;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isTarget) heading.current?.focus();
  }, [isTarget]);

  const explanation = (
    <>
      <p class="finding-summary">{maskText(summary)}</p>
      {evidence.length > 0 && (
        <ul class="evidence">
          {evidence.map((item, index) => (
            <EvidenceItem key={index} evidence={item} number={numbers.get(item.hop)} onHop={onHop} />
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
      </header>
      {said === undefined && explanation}
      <p class="fix">
        <strong>Fix:</strong> {maskText(fix)}
      </p>
      {values.map(
        (item) =>
          item !== said && (
            <p class="fix-value" key={item.label}>
              {item.label}: <span class="mono copyable">{item.value}</span>{' '}
              <CopyButton value={item.value} what={item.label} />
            </p>
          ),
      )}
      {said && (
        <details class="fold" open={isTarget}>
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
