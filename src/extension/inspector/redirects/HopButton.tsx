import type { ComponentChildren } from 'preact';
import type { HopRowProps } from './hop-row.ts';

interface Props extends Pick<HopRowProps, 'step' | 'isOpen' | 'isActive' | 'onToggle' | 'onFocus'> {
  readonly class: string;
  readonly children: ComponentChildren;
}

/** Opens and closes the details of a hop; arrows lead from one to the next. */
export function HopButton({ step, isOpen, isActive, onToggle, onFocus, class: look, children }: Props) {
  return (
    <button
      type="button"
      class={look}
      data-hop-button={step.hop.id}
      tabIndex={isActive ? 0 : -1}
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailId(step) : undefined}
      onClick={() => onToggle(step.hop.id)}
      onFocus={() => onFocus(step.hop.id)}
    >
      {children}
    </button>
  );
}

/** Id of the element with the details. */
export function detailId({ number }: HopRowProps['step']): string {
  return `hop-detail-${number}`;
}
