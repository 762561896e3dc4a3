import type { HopStep } from '../../../core/sequence/index.ts';
import { ENGINES, whyVerdict } from '../../../formats/report/form-action-words.ts';
import { LongText } from '../parts/LongText.tsx';
import { VerdictMark, verdictOf } from './Verdicts.tsx';

/** The verdict of both engines on a hop, and why. */
export function FormActionSection({ step }: { readonly step: HopStep }) {
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
                <LongText text={whyVerdict(verdict, engine, step.navigation.cause)} />
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
