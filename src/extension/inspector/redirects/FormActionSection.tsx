import type { HopStep } from '../../../core/sequence/index.ts';
import { ENGINES, policyPlace, whyVerdict } from '../../../formats/report/form-action-words.ts';
import { LongText } from '../parts/LongText.tsx';
import { FieldTable } from './FieldTable.tsx';
import { VerdictMark, verdictOf } from './Verdicts.tsx';

/** The verdict of both engines on a hop, and why. */
export function FormActionSection({ step }: { readonly step: HopStep }) {
  const { cause } = step.navigation;
  const policies = (cause.kind === 'form' ? cause.document.policies : undefined) ?? [];
  return (
    <>
      <h3>form-action</h3>
      <dl class="verdict-list" data-testid="verdicts">
        {(['chromium', 'firefox'] as const).map((engine) => {
          const verdict = verdictOf(step, engine);
          return (
            <div key={engine}>
              <dt>{ENGINES[engine]}</dt>
              <dd>
                <VerdictMark verdict={verdict} />
                <span class="verdict-why">
                  <LongText text={whyVerdict(verdict, engine, cause)} />
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      {policies.length > 0 && (
        <details class="fold">
          <summary>Policies of the form’s page ({policies.length})</summary>
          <FieldTable
            title="Policies of the form’s page"
            fields={policies.map((policy) => ({ name: policyPlace(policy), value: policy.value }))}
          />
        </details>
      )}
    </>
  );
}
