import { useMemo, useRef, useState } from 'preact/hooks';
import type { XmlLines } from '../../../core/decode/xml-lines.ts';
import type { Evidence, Finding } from '../../../core/model/index.ts';
import { counted } from '../../../formats/report/words.ts';
import { XmlLineRow } from './XmlLineRow.tsx';
import { assertionLines, unfoldedAround, unfoldedLines } from './xml-folds.ts';
import { placeOf, xmlMarks } from './xml-marks.ts';

interface Props {
  readonly xml: XmlLines;
  /** Nothing is shortened. */
  readonly clear: boolean;
  readonly findings: readonly Finding[];
  readonly hops: readonly string[];
  readonly mark: Evidence | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** Lines drawn at once; messages have some fifty. */
const WINDOW = 200;

/** The lines with their fold buttons. Up and down go from one to the next, left folds, right unfolds. */
export function XmlTree({ xml, clear, findings, hops, mark, onFinding }: Props) {
  const tree = useRef<HTMLDivElement>(null);
  const place = useMemo(() => mark && placeOf(xml, mark), [xml, mark?.at.name, mark?.actual]);
  const marks = useMemo(() => xmlMarks(xml, findings, hops), [xml, findings, hops]);
  const [folded, setFolded] = useState<ReadonlySet<number>>(() => {
    const first = new Set(assertionLines(xml));
    return place === undefined ? first : unfoldedAround(xml, first, place.line);
  });
  const shown = useMemo(() => unfoldedLines(xml, folded), [xml, folded]);
  const [range, setRange] = useState(() => {
    const at = place === undefined ? 0 : shown.indexOf(place.line);
    const from = at < WINDOW ? 0 : at - WINDOW / 2;
    return { from, to: from + WINDOW };
  });
  const drawn = shown.slice(range.from, range.to);
  const foldable = drawn.filter((line) => xml.lines[line]?.end !== undefined);
  const [active, setActive] = useState<number>();
  const current = active !== undefined && foldable.includes(active) ? active : foldable[0];

  function fold(line: number, on: boolean) {
    const next = new Set(folded);
    if (on) next.add(line);
    else next.delete(line);
    setFolded(next);
  }

  function focusFold(line: number | undefined) {
    if (line === undefined) return;
    setActive(line);
    tree.current?.querySelector<HTMLElement>(`[data-fold="${line}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const line =
      event.target instanceof HTMLElement ? Number(event.target.dataset.fold ?? Number.NaN) : Number.NaN;
    const index = foldable.indexOf(line);
    if (index < 0) return;
    const act: Record<string, () => void> = {
      ArrowDown: () => focusFold(foldable[index + 1]),
      ArrowUp: () => focusFold(foldable[index - 1]),
      ArrowRight: () => (folded.has(line) ? fold(line, false) : focusFold(foldable[index + 1])),
      ArrowLeft: () =>
        folded.has(line)
          ? focusFold(foldable.findLast((other) => isInside(xml, line, other)))
          : fold(line, true),
      Home: () => focusFold(foldable[0]),
      End: () => focusFold(foldable.at(-1)),
    };
    const action = act[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  const before = Math.min(range.from, WINDOW);
  const after = Math.min(shown.length - range.to, WINDOW);
  return (
    <>
      {before > 0 && (
        <button
          type="button"
          class="button more"
          onClick={() => setRange({ ...range, from: range.from - before })}
        >
          Show {counted(before, 'line')} before
        </button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: it groups lines of text, no form fields */}
      <div class="xml" role="group" aria-label="Decoded XML" ref={tree} onKeyDown={onKeyDown}>
        {drawn.map((line) => (
          <XmlLineRow
            key={line}
            xml={xml}
            index={line}
            clear={clear}
            folded={folded.has(line)}
            isCurrent={line === current}
            isMarked={line === place?.line}
            markedAttribute={line === place?.line ? place.attribute : undefined}
            marks={marks}
            onFold={(on) => {
              setActive(line);
              fold(line, on);
            }}
            onFinding={onFinding}
          />
        ))}
      </div>
      {after > 0 && (
        <button
          type="button"
          class="button more"
          onClick={() => setRange({ ...range, to: range.to + after })}
        >
          Show {counted(after, 'more line')} of {shown.length - range.to}
        </button>
      )}
    </>
  );
}

/** Whether the line lies in the element that begins at the other one. */
function isInside({ lines }: XmlLines, line: number, other: number): boolean {
  return other < line && (lines[other]?.end ?? other) >= line;
}
