import type { Engine, FlowInspection, FormActionBlock, FormActionJudgement } from '../model/index.ts';

/** A hop that form-action forbids. */
export interface RefusedHop {
  readonly block: FormActionBlock;
  readonly judgement: FormActionJudgement;
  /** Whose rules: who refused it or, when nobody did, who would. */
  readonly by: Engine;
  /** False when the browser went on, as Firefox does, which does not apply form-action to redirects. */
  readonly happened: boolean;
}

/**
 * Every hop that Chromium refuses or would refuse, in the order of the flow.
 * @param engine that recorded the flow; without it (a file) Chromium
 */
export function refusedHops(inspection: FlowInspection, engine: Engine | undefined): readonly RefusedHop[] {
  const { formActions, navigations } = inspection;
  const byId = new Map(navigations.map((navigation) => [navigation.id, navigation]));
  return formActions.flatMap((judgement): RefusedHop[] => {
    const { chromium, firefox } = judgement;
    if (chromium === null) return [];
    const navigation = byId.get(judgement.navigation);
    const hop = navigation?.hops.find(({ id }) => id === chromium.hop);
    const applied = engine !== 'firefox' || firefox !== null;
    const happened = applied && navigation?.committed !== true && hop?.response === undefined;
    const by = happened && engine === 'firefox' ? 'firefox' : 'chromium';
    return [{ block: chromium, judgement, by, happened }];
  });
}
