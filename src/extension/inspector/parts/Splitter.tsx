import { useRef } from 'preact/hooks';

interface Props {
  /** The pane before the splitter, in pixels. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Panes beside one another have a vertical splitter. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Id of the pane that changes its size. */
  readonly controls: string;
  readonly label: string;
  readonly onResize: (size: number) => void;
}

const STEP = 16;

/** ARIA window splitter: drag it, or press arrows, Home and End. */
export function Splitter({ size, min, max, orientation, controls, label, onResize }: Props) {
  const drag = useRef<{ readonly from: number; readonly size: number }>(null);
  const place = (event: PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY);
  /** The pane may be smaller than it is allowed to be, when it needs less. */
  const present = () =>
    document.getElementById(controls)?.[orientation === 'vertical' ? 'offsetWidth' : 'offsetHeight'] ?? size;
  const resize = (to: number) => onResize(Math.round(Math.max(min, Math.min(max, to))));

  function onKeyDown(event: KeyboardEvent) {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const target = { [less]: present() - STEP, [more]: present() + STEP, Home: min, End: max }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    resize(target);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> is a divider, this one can be moved
    <div
      class={`splitter splitter-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-controls={controls}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: place(event), size: present() };
      }}
      onPointerMove={(event) => {
        if (drag.current) resize(drag.current.size + place(event) - drag.current.from);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
