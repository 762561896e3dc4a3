import type { ErrorPage, Evidence, Finding, FlowInspection } from '../../../core/model/index.ts';
import { LoginGovWords } from '../overview/LoginGovWords.tsx';
import { wordsOf } from '../overview/refusal-words.ts';
import { LongText } from '../parts/LongText.tsx';
import { useMark } from '../parts/use-mark.ts';
import { FindingMarks } from './FindingMarks.tsx';

interface Props {
  readonly page: ErrorPage;
  readonly inspection: FlowInspection;
  readonly mark: Evidence | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** A page of Login.gov: its title and texts, what they mean in English, the rules that could explain what none does. */
export function ErrorPageContent({ page, inspection, mark, onFinding }: Props) {
  const isMarked = mark?.at.part === 'page';
  const block = useMark<HTMLDivElement>(isMarked);
  const words = wordsOf(page, inspection);
  const findings = inspection.findings.filter(({ evidence }) =>
    evidence.some(({ hop, at }) => hop === page.hop && at.part === 'page'),
  );
  const unexplained = words?.meanings.filter(({ causes }) => causes.length === 0).map(({ id }) => id) ?? [];
  const rules = page.problems
    .filter(({ id }) => unexplained.includes(id))
    .flatMap((problem) => problem.rules);
  return (
    <div
      ref={block}
      class={isMarked ? 'error-page marked' : 'error-page'}
      tabIndex={isMarked ? -1 : undefined}
      data-testid="error-page"
    >
      <p>
        <span class="quiet">Title</span> <LongText text={page.title} />
      </p>
      {words && <LoginGovWords words={words} onFinding={onFinding} />}
      {page.messages.length === 0 && <p class="quiet">The page lists no error.</p>}
      {rules.length > 0 && (
        <p class="quiet">
          Rules that know this text: <span class="rule-id">{[...new Set(rules)].join(', ')}</span>
        </p>
      )}
      <FindingMarks findings={findings} onFinding={onFinding} />
    </div>
  );
}
