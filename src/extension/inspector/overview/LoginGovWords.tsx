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
  const causes = [...new Set(meanings.flatMap((meaning) => meaning.causes))];
  const unexplained = [
    ...new Set(meanings.flatMap((meaning) => (meaning.causes.length > 0 ? [] : [meaning.fix]))),
  ];
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
      {language !== undefined && meanings.length > 0 && (
        <>
          <dt>In English</dt>
          <dd>
            {meanings.map(({ id, text }) => (
              <p key={id}>{text}</p>
            ))}
          </dd>
        </>
      )}
      {causes.length > 0 && (
        <>
          <dt>Because</dt>
          <dd>
            {causes.map((finding) => (
              <p key={finding.rule}>
                <button type="button" class="link" onClick={() => onFinding(finding)}>
                  {finding.title}
                </button>
              </p>
            ))}
          </dd>
        </>
      )}
      {unexplained.length > 0 && (
        <>
          <dt>What to do</dt>
          <dd>
            {unexplained.map((fix) => (
              <p key={fix}>{fix}</p>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}
