import type { Hop } from '../../../core/model/index.ts';
import type { HopStep } from '../../../core/sequence/index.ts';
import { printable } from '../../../formats/report/printable.ts';
import type { Refusal } from '../refusal.ts';

/** What a row of the diagram and one of the table need. */
export interface HopRowProps {
  readonly step: HopStep;
  readonly refusal: Refusal | undefined;
  readonly isOpen: boolean;
  /** Tab leads to it. */
  readonly isActive: boolean;
  /** With the id of the hop, as below: the same function for every row. */
  readonly onToggle: (hop: string) => void;
  readonly onFocus: (hop: string) => void;
}

/** As far as a method is long: a page may send any token as one. */
export function methodOf({ method }: Hop): string {
  if (method === undefined) return '?';
  return method.length > MOST ? `${printable(method.slice(0, MOST))}…` : printable(method);
}

const MOST = 20;
