import type { Engine, FixValue, FlowInspection, FormActionBlock, Hop } from '../../core/model/index.ts';
import { findHop } from './hops.ts';

/** A hop that form-action forbids in Chromium, and what the user needs to know about it. */
export interface Refusal {
  readonly block: FormActionBlock;
  readonly hop?: Hop;
  /** False when the browser went on, as Firefox does, which does not apply form-action to redirects. */
  readonly happened: boolean;
  readonly firefoxFollows: boolean;
  /** What to register in the portal. */
  readonly register: FixValue;
}

/** Every refused hop of the flow, the one where the flow ended first. */
export function refusalsOf(inspection: FlowInspection, engine: Engine | undefined): readonly Refusal[] {
  const refusals = inspection.formActions.flatMap(({ navigation: id, chromium, firefox }): Refusal[] => {
    if (!chromium) return [];
    const hop = findHop(inspection, chromium.hop);
    const committed = inspection.navigations.find((navigation) => navigation.id === id)?.committed === true;
    const applied = engine === 'firefox' ? firefox !== null : true;
    return [
      {
        block: chromium,
        ...(hop ? { hop } : {}),
        happened: applied && !committed && !hop?.response,
        firefoxFollows: firefox === null,
        register: registration(inspection, chromium),
      },
    ];
  });
  const endedAt = inspection.outcome.hop;
  return refusals.sort((a, b) => Number(b.block.hop === endedAt) - Number(a.block.hop === endedAt));
}

/** The value that the finding about this hop names or, without one, the refused URL without query and fragment. */
function registration(inspection: FlowInspection, block: FormActionBlock): FixValue {
  for (const { rule, evidence, values } of inspection.findings) {
    const [value] = values ?? [];
    if (value && rule.startsWith('csp-form-action') && evidence.some(({ hop }) => hop === block.hop))
      return value;
  }
  return { label: 'Redirect URI to register', value: block.url.replace(/[?#].*$/s, '') };
}
