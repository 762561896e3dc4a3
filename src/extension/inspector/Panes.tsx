import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { readPreference, writePreference } from './host/preferences.ts';
import { Splitter } from './parts/Splitter.tsx';
import { useMediaQuery } from './use-media-query.ts';

interface Props {
  readonly list: ComponentChildren;
  readonly detail: ComponentChildren;
  /** The user does something in the detail. */
  readonly onDetail: () => void;
  /** Esc in the detail, where nothing else takes it. */
  readonly onLeaveDetail: () => void;
}

/** Bounds of the list, in pixels: its width beside the detail, its height above it. */
const WIDTH = { preference: 'list-width', initial: 264, min: 180, max: 480 } as const;
const HEIGHT = { preference: 'list-height', initial: 134, min: 46, max: 400 } as const;

/** The list beside the detail or, in a narrow window, above it; the splitter between them keeps its place. */
export function Panes(props: Props) {
  const stacked = useMediaQuery('(max-width: 599px)');
  return <SizedPanes key={String(stacked)} stacked={stacked} {...props} />;
}

function SizedPanes({
  stacked,
  list,
  detail,
  onDetail,
  onLeaveDetail,
}: Props & { readonly stacked: boolean }) {
  const { preference, initial, min, max } = stacked ? HEIGHT : WIDTH;
  const [size, setSize] = useState(() => {
    const stored = Number(readPreference(preference) ?? initial);
    return stored >= min && stored <= max ? stored : initial;
  });
  return (
    <div class={stacked ? 'panes stacked' : 'panes'} style={{ '--list-size': `${size}px` }}>
      <div class="pane-list" id="flow-pane">
        {list}
      </div>
      <Splitter
        size={size}
        min={min}
        max={max}
        orientation={stacked ? 'horizontal' : 'vertical'}
        controls="flow-pane"
        label="Size of the list"
        onResize={(next) => {
          setSize(next);
          writePreference(preference, String(next));
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes that something inside is used */}
      <div
        class="pane-detail"
        onPointerDown={onDetail}
        onWheel={onDetail}
        onKeyDown={(event) => {
          onDetail();
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          // Else DevTools opens its drawer.
          event.preventDefault();
          event.stopPropagation();
          onLeaveDetail();
        }}
      >
        {detail}
      </div>
    </div>
  );
}
