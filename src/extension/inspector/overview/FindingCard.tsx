import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '../../../core/model/index.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { maskText } from '../secrets.ts';
import { DocumentationLink } from './DocumentationLink.tsx';
import { EvidenceItem } from './EvidenceItem.tsx';

interface Props {
  readonly finding: Finding;
  readonly numbers: ReadonlyMap<string, number>;
  /** The user came here for this finding: it takes the focus. */
  readonly isTarget: boolean;
  readonly onHop: (id: string) => void;
}

export function FindingCard({ finding, numbers, isTarget, onHop }: Props) {
  const { rule, severity, title, summary, fix, values = [], docs, evidence } = finding;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isTarget) heading.current?.focus();
  }, [isTarget]);

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
      <p class="finding-summary">{maskText(summary)}</p>
      {evidence.length > 0 && (
        <ul class="evidence">
          {evidence.map((item, index) => (
            <EvidenceItem key={index} evidence={item} number={numbers.get(item.hop)} onHop={onHop} />
          ))}
        </ul>
      )}
      <p class="fix">
        <strong>Fix:</strong> {fix}
      </p>
      {values.map(({ label, value }) => (
        <p class="fix-value" key={label}>
          {label}: <span class="mono copyable">{value}</span> <CopyButton value={value} what={label} />
        </p>
      ))}
      <footer>
        {docs.map((url) => (
          <DocumentationLink key={url} url={url} />
        ))}
        <span class="rule-id">{rule}</span>
      </footer>
    </article>
  );
}
