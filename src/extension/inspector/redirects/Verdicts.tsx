import { type HopVerdict, hopVerdicts } from '../../../core/csp/index.ts';
import type { Engine } from '../../../core/model/index.ts';
import type { HopStep } from '../../../core/sequence/index.ts';
import { ENGINES, VERDICTS } from '../../../formats/report/form-action-words.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';

const ICONS: Readonly<Record<HopVerdict['kind'], IconName>> = {
  allowed: 'done',
  refused: 'error',
  'not-governed': 'none',
  unknown: 'unknown',
  'not-reached': 'none',
};

/** What one engine makes of one hop. */
export function VerdictMark({ verdict }: { readonly verdict: HopVerdict }) {
  return (
    <span class={`verdict verdict-${verdict.kind}`}>
      <Icon name={ICONS[verdict.kind]} />
      {VERDICTS[verdict.kind]}
    </span>
  );
}

/** The form-action verdict of one engine on the hop of a step. */
export function verdictOf({ navigation, hop }: HopStep, engine: Engine): HopVerdict {
  return hopVerdicts(navigation, engine)[navigation.hops.indexOf(hop)] ?? UNSEEN;
}

const UNSEEN: HopVerdict = { kind: 'unknown', because: 'cause' };

/** Both verdicts, one above the other. */
export function Verdicts({ step }: { readonly step: HopStep }) {
  return (
    <span class="hop-verdicts">
      {(['chromium', 'firefox'] as const).map((engine) => (
        <span key={engine} class="hop-verdict">
          <span class="verdict-engine">{ENGINES[engine]}</span>{' '}
          <VerdictMark verdict={verdictOf(step, engine)} />{' '}
        </span>
      ))}
    </span>
  );
}
