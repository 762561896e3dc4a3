import { apiAnswer } from '../../../core/decode/api-answer.ts';
import type { OidcTokenRequest, OidcUserinfoRequest } from '../../../core/model/index.ts';
import { findHop } from '../hops.ts';
import { LoginGovWords } from '../overview/LoginGovWords.tsx';
import { wordsOf } from '../overview/refusal-words.ts';
import { FindingMarks } from './FindingMarks.tsx';
import { SectionHeader } from './SectionHeader.tsx';
import type { MessageViewProps } from './shown-messages.ts';

interface Props extends MessageViewProps {
  readonly message: OidcTokenRequest | OidcUserinfoRequest;
  readonly hops: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** What Login.gov's API answered to a token or user info request; the tokens themselves are never recorded. */
export function ApiAnswerSection({ message, hops, inspection, numbers, mark, onHop, onFinding }: Props) {
  const { status } = apiAnswer(findHop(inspection, message.hop));
  const words = wordsOf(message, inspection);
  const findings = inspection.findings.filter(({ evidence }) =>
    evidence.some(({ hop, at }) => hops.includes(hop) && at.part === 'page'),
  );
  return (
    <section class="message" data-testid="message" data-kind="api-answer">
      <SectionHeader
        title={message.kind === 'oidc-token-request' ? 'Token response' : 'User info response'}
        hops={hops}
        numbers={numbers}
        onHop={onHop}
        isMarked={mark?.at.part === 'page'}
      />
      {status === undefined ? (
        <p class="quiet">The answer was not seen.</p>
      ) : (
        <p>
          HTTP {status}
          {status < 400 && ': accepted. What Login.gov handed out is not recorded.'}
        </p>
      )}
      {words && <LoginGovWords words={words} onFinding={onFinding} />}
      <FindingMarks findings={findings} onFinding={onFinding} />
    </section>
  );
}
