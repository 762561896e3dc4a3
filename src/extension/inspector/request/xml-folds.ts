import type { XmlLines } from '../../../core/decode/xml-lines.ts';

/** Indexes of the lines that are shown when those elements are folded: a folded one shows its first line only. */
export function unfoldedLines({ lines }: XmlLines, folded: ReadonlySet<number>): readonly number[] {
  const shown: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    shown.push(at);
    const end = folded.has(at) ? lines[at]?.end : undefined;
    if (end !== undefined) at = end;
  }
  return shown;
}

/** The lines at which those elements begin that hold what Login.gov asserts of the user: folded at first. */
export function assertionLines({ elements, lines }: XmlLines): readonly number[] {
  return elements
    .filter(({ local, line }) => local === 'Assertion' && lines[line]?.end !== undefined)
    .map(({ line }) => line);
}

/** Without the folds that hide that line. */
export function unfoldedAround(
  { lines }: XmlLines,
  folded: ReadonlySet<number>,
  line: number,
): ReadonlySet<number> {
  return new Set([...folded].filter((start) => start >= line || (lines[start]?.end ?? start) < line));
}
