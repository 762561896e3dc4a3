import type { Finding } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { LongText } from '../parts/LongText.tsx';
import type { RefusalWords } from './refusal-words.ts';

interface Props {
  readonly words: RefusalWords;
  readonly onFinding: (finding: Finding) => void;
}

/** Login.gov's own words, what they mean, and the findings that name the cause. */
export function LoginGovWords({ words, onFinding }: Props) {
  const { said, language, meanings } = words;
  return (
    <dl class="login-gov-words facts" data-testid="login-gov-words">
      <dt>Login.gov says{language !== undefined && ` (in ${language})`}</dt>
      <dd>
        {said.map((text, index) => (
          <p key={index}>
            <q>
              <LongText text={maskText(text)} limit={600} />
            </q>
          </p>
        ))}
      </dd>
      {meanings.map(({ id, text, fix, causes }) => (
        <MeaningRows
          key={id}
          english={language === undefined ? undefined : text}
          fix={fix}
          causes={causes}
          onFinding={onFinding}
        />
      ))}
    </dl>
  );
}

interface MeaningProps extends Pick<Props, 'onFinding'> {
  /** What it says in English, where it was said in another language. */
  readonly english: string | undefined;
  readonly fix: string;
  readonly causes: readonly Finding[];
}

function MeaningRows({ english, fix, causes, onFinding }: MeaningProps) {
  return (
    <>
      {english !== undefined && (
        <>
          <dt>In English</dt>
          <dd>{english}</dd>
        </>
      )}
      <dt>{causes.length > 0 ? 'Because' : 'What to do'}</dt>
      <dd>
        {causes.length === 0 && fix}
        {causes.map((finding) => (
          <p key={finding.rule}>
            <button type="button" class="link" onClick={() => onFinding(finding)}>
              {finding.title}
            </button>
          </p>
        ))}
      </dd>
    </>
  );
}
