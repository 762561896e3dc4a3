/** Text as Markdown that means just that text (CommonMark 0.31 with GitHub's extensions). */

/** Prose: no emphasis, link, image, HTML, table cell, heading or automatic link can come out of it. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_[\]#|~!$^]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/@/g, '\\@')
    .replace(/^(\s*)([-+=]|\d{1,9}(?=[.)]))/, (_start, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** A code span; its fence is longer than any run of backticks inside. */
export function markdownCode(text: string): string {
  if (text === '') return '(empty)';
  const fence = '`'.repeat(longestRun(text) + 1);
  const padding = /^`|`$|^ .* $/s.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** A code span in a table, whose cells end at `|` even there. */
export function markdownCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}

/** A fenced block of code. */
export function markdownBlock(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence];
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
