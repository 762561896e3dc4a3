import type { InspectOptions } from '../../core/inspect.ts';
import type { Flow, FlowInspection, Navigation } from '../../core/model/index.ts';

/**
 * What the inspector and its worker say to each other. No one else can post to that worker, and every flow was
 * validated when it was read from storage, so the two take each other's messages as they are.
 */
export type InspectionRequest =
  | {
      readonly kind: 'put';
      readonly flow: Omit<Flow, 'navigations'>;
      /** `null` where the one at this place is as it was put before: only what changed is sent. */
      readonly navigations: readonly (Navigation | null)[];
    }
  | { readonly kind: 'remove'; readonly id: Flow['id'] }
  | { readonly kind: 'configure'; readonly options: InspectOptions }
  /** Answered with the same `call`; the others are not answered. */
  | { readonly kind: 'inspect'; readonly id: Flow['id']; readonly call: number };

export type InspectionAnswer =
  | { readonly call: number; readonly inspection: InspectionWithoutFlow | undefined }
  /** The inspection failed. */
  | { readonly call: number; readonly failure: string };

/** The inspector has the flow already: it is not sent back. */
export type InspectionWithoutFlow = Omit<FlowInspection, 'navigations'>;
