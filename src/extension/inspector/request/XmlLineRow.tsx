import { useMemo, useState } from 'preact/hooks';
import { indentation } from '../../../core/decode/indent-xml.ts';
import type { XmlLine, XmlLines } from '../../../core/decode/xml-lines.ts';
import type { Finding } from '../../../core/model/index.ts';
import { maskXml } from '../../../formats/report/mask.ts';
import { printable } from '../../../formats/report/printable.ts';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { useMark } from '../parts/use-mark.ts';
import { XmlText } from './XmlText.tsx';
import type { XmlMark } from './xml-marks.ts';

interface Props {
  readonly xml: XmlLines;
  readonly index: number;
  readonly clear: boolean;
  readonly folded: boolean;
  /** Its fold button is the one that Tab reaches. */
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  readonly markedAttribute: string | undefined;
  /** Of all lines: a folded one answers for those that it hides. */
  readonly marks: ReadonlyMap<number, readonly XmlMark[]>;
  readonly onFold: (on: boolean) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** Characters of a line that are coloured, and shown at first. */
const COLOURED = 4000;

/** One line: in the margin what was found there and the fold button, then the text, below it the findings. */
export function XmlLineRow(props: Props) {
  const { xml, index, clear, folded, isMarked, markedAttribute, marks, onFinding } = props;
  const [whole, setWhole] = useState(false);
  const row = useMark<HTMLDivElement>(isMarked);
  const line = xml.lines[index];
  const text = useMemo(() => (line === undefined ? '' : shownText(line, clear)), [line, clear]);
  if (line === undefined) return null;
  const indent = indentation(line);
  const here = folded ? marksWithin(marks, index, line.end ?? index) : (marks.get(index) ?? []);
  const closing = folded && line.end !== undefined ? xml.lines[line.end]?.text : undefined;
  return (
    <div
      ref={row}
      class={isMarked ? 'xml-line marked' : 'xml-line'}
      tabIndex={isMarked ? -1 : undefined}
      style={{ '--indent': `${indent.length}ch` }}
      data-testid="xml-line"
      data-marked={isMarked ? 'true' : undefined}
    >
      <span class="xml-margin">
        <WorstSeverity marks={here} />
        <FoldButton {...props} line={line} />
      </span>
      <code class="xml-code">
        {indent}
        {whole ? (
          <LongText text={line.text} limit={COLOURED} startsWhole />
        ) : (
          <XmlText text={text} marked={markedAttribute} />
        )}
        {closing !== undefined && (
          <>
            <span class="quiet">…</span>
            <XmlText text={closing.slice(0, 200)} marked={undefined} />
          </>
        )}
      </code>
      {line.text.length > COLOURED && !whole && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          Show all {line.text.length} characters
        </button>
      )}
      {here.length > 0 && (
        <ul class="xml-notes">
          {here.map(({ finding, place }, at) => (
            <li key={`${finding.rule} ${at}`} data-testid="finding-mark" data-rule={finding.rule}>
              <span class={`severity-${finding.severity}`}>
                <Icon name={finding.severity} />
                <span class="off-screen">{finding.severity}: </span>
              </span>{' '}
              <button type="button" class="link" onClick={() => onFinding(finding)}>
                {finding.title}
              </button>
              {place.missing !== undefined && (
                <span class="quiet">
                  {' '}
                  not there: <code>{place.missing.slice(0, 200)}</code>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function FoldButton({ line, folded, isCurrent, index, onFold }: Props & { readonly line: XmlLine }) {
  if (line.end === undefined) return null;
  const name = printable(/^<([^\s/>]{1,100})/.exec(line.text)?.[1] ?? 'element');
  return (
    <button
      type="button"
      class="xml-fold"
      data-testid="xml-fold"
      data-fold={index}
      aria-expanded={!folded}
      aria-label={name}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => onFold(!folded)}
    >
      <Icon name="chevron" />
    </button>
  );
}

function WorstSeverity({ marks }: { readonly marks: readonly XmlMark[] }) {
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    marks.some(({ finding }) => finding.severity === severity),
  );
  return worst === undefined ? null : (
    <span class={`xml-severity severity-${worst}`}>
      <Icon name={worst} />
    </span>
  );
}

function marksWithin(marks: Props['marks'], from: number, to: number): readonly XmlMark[] {
  return [...marks].filter(([line]) => line >= from && line <= to).flatMap(([, here]) => here);
}

/** The line or its beginning, names of the user and long base64 shortened. */
function shownText({ text }: XmlLine, clear: boolean): string {
  const isCut = text.length > COLOURED;
  const beginning = text.slice(0, COLOURED);
  if (clear) return isCut ? `${beginning}…` : text;
  if (!isCut) return maskXml(text);
  // What is cut ends as if a tag followed: else a name that goes on behind the cut would not be recognised.
  return `${maskXml(`${beginning}<`).slice(0, -1)}…`;
}
