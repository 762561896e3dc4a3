import type {
  Engine,
  Finding,
  FixValue,
  FlowInspection,
  FormActionBlock,
  Hop,
} from '../../core/model/index.ts';
import { refusedHops } from '../../core/sequence/index.ts';
import { findHop } from './hops.ts';

/** A hop that form-action forbids in Chromium, and what the user needs to know about it. */
export interface Refusal {
  readonly block: FormActionBlock;
  readonly hop?: Hop;
  /** The page whose form led here and whose policy refuses the hop. */
  readonly documentUrl: string;
  /** Who refused it or, when nobody did, who would. */
  readonly by: 'Chromium' | 'Firefox';
  /** False when the browser went on, as Firefox does, which does not apply form-action to redirects. */
  readonly happened: boolean;
  readonly firefoxFollows: boolean;
  /** The finding about this hop, which says the same at length. */
  readonly finding?: Finding;
  /** What to register in the portal. */
  readonly register: FixValue;
}

/** Every refused hop of the flow, the one where the flow ended first. */
export function refusalsOf(inspection: FlowInspection, engine: Engine | undefined): readonly Refusal[] {
  const refusals = refusedHops(inspection, engine).map(({ block, judgement, by, happened }): Refusal => {
    const hop = findHop(inspection, block.hop);
    const finding = findingAbout(inspection, block);
    return {
      block,
      ...(hop && { hop }),
      documentUrl: judgement.documentUrl,
      by: by === 'firefox' ? 'Firefox' : 'Chromium',
      happened,
      firefoxFollows: judgement.firefox === null,
      ...(finding && { finding }),
      register: finding?.values?.[0] ?? registration(block),
    };
  });
  const endedAt = inspection.outcome.hop;
  return refusals.sort((a, b) => Number(b.block.hop === endedAt) - Number(a.block.hop === endedAt));
}

function findingAbout({ findings }: FlowInspection, block: FormActionBlock): Finding | undefined {
  return findings.find(
    ({ rule, evidence }) =>
      rule === 'csp-form-action-redirect-gap' && evidence.some(({ hop }) => hop === block.hop),
  );
}

/** Without a finding: the refused URL without query and fragment. */
function registration({ url }: FormActionBlock): FixValue {
  return { label: 'Redirect URI to register', value: url.replace(/[?#].*$/s, '') };
}
