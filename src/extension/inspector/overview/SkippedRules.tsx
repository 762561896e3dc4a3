import type { SkippedRule, SkipReason } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { counted, SKIPS } from '../../../formats/report/words.ts';
import { usePortal } from '../portal/portal-context.ts';

interface Props {
  readonly skipped: readonly SkippedRule[];
  /** client_id or Issuer of the flow. */
  readonly client: string | undefined;
}

/** Rules that could not be asked, by reason, with what each needs; those that crashed are named as such. */
export function SkippedRules({ skipped, client }: Props) {
  const { profile, open } = usePortal(client);
  const needsPortal = skipped.some(({ reason }) => reason === 'no-portal-configuration');
  return (
    <>
      {(profile || needsPortal) && (
        <p class="quiet">
          {profile ? 'Judged by its portal configuration. ' : 'More is known with the portal configuration. '}
          <button type="button" class="link" data-testid="open-portal" onClick={() => open(client)}>
            {profile ? 'Edit it' : 'Enter it'}
          </button>
        </p>
      )}
      {groupByReason(skipped).map(([reason, rules]) => (
        <details class="fold skipped" key={reason} data-testid="skipped" data-reason={reason}>
          <summary>
            {reason === 'crashed'
              ? `${counted(rules.length, 'rule')} failed: a fault of this extension`
              : `${counted(rules.length, 'rule')} ${rules.length === 1 ? 'was' : 'were'} not asked: ${SKIPS[reason]}`}
          </summary>
          <ul>
            {rules.map(({ rule, title, needs, detail }) => (
              <li key={rule}>
                {title} <span class="rule-id">{rule}</span>
                {needs && (
                  <span class="quiet">
                    {' '}
                    needs <code>{needs.join(', ')}</code>
                  </span>
                )}
                {detail !== undefined && <span class="quiet"> {maskText(detail)}</span>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function groupByReason(skipped: readonly SkippedRule[]): readonly [SkipReason, SkippedRule[]][] {
  const groups = new Map<SkipReason, SkippedRule[]>();
  for (const rule of skipped) {
    const group = groups.get(rule.reason) ?? [];
    group.push(rule);
    groups.set(rule.reason, group);
  }
  return [...groups];
}
