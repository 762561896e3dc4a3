import type { Finding, MessageKind, SkippedRule } from '../../../core/model/index.ts';
import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { FindingMarks } from './FindingMarks.tsx';

interface Props {
  readonly name: string;
  readonly kind: MessageKind;
  readonly findings: readonly Finding[];
  /** Login.gov does not read a parameter of that name. */
  readonly ignored: boolean;
  readonly skipped: readonly SkippedRule[];
  readonly onFinding: (finding: Finding) => void;
}

/** What is to be said of one parameter: findings, nothing wrong, or that nobody reads it. */
export function Verdict({ name, kind, findings, ignored, skipped, onFinding }: Props) {
  const complaints = findings.some(({ severity }) => severity !== 'info');
  if (complaints || isRefusal(name, kind)) return <FindingMarks findings={findings} onFinding={onFinding} />;
  const unasked = skipped.filter(({ rule }) => isAbout(rule, name, kind)).length;
  return (
    <>
      {ignored ? (
        <span class="verdict quiet">
          <Icon name="neutral" /> Ignored
        </span>
      ) : (
        <span class="verdict">
          <span class="verdict-ok">
            <Icon name="done" /> {unasked > 0 ? 'OK so far' : 'OK'}
          </span>
          {unasked > 0 && <span class="quiet"> {counted(unasked, 'rule')} not asked</span>}
        </span>
      )}
      <FindingMarks findings={findings} onFinding={onFinding} />
    </>
  );
}

/** An error that Login.gov sent back is not wrong in itself, and it is not "OK". */
function isRefusal(name: string, kind: MessageKind): boolean {
  return kind === 'oidc-authorize-response' && /^error(_description|_uri)?$/.test(name);
}

/** Rules are named after what they are about: `oidc-redirect-uri-unregistered`. */
function isAbout(rule: string, name: string, kind: MessageKind): boolean {
  if (name === '') return false;
  const protocol = kind.startsWith('oidc') ? 'oidc' : 'saml';
  return rule.startsWith(protocol) && rule.includes(`-${name.toLowerCase().replaceAll('_', '-')}`);
}
