import type { Block, Span } from './document.ts';
import { markdownBlock, markdownCell, markdownCode, markdownText } from './markdown-text.ts';

/** The text as Markdown (CommonMark 0.31 with GitHub's tables), ending in a line feed. */
export function documentMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownOf).join('\n\n')}\n`;
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${spans(block.content)}`;
    case 'paragraph':
      return spans(block.content);
    case 'list':
      return block.items.map((item) => `- ${spans(item)}`).join('\n');
    case 'table':
      return [
        row(block.head.map(markdownText)),
        row(block.head.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map((cell) => cell.map(cellSpan).join('')))),
      ].join('\n');
    case 'code':
      return markdownBlock('text', block.lines).join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function spans(content: readonly Span[]): string {
  return content.map(span).join('');
}

function span(part: Span): string {
  if (typeof part === 'string') return markdownText(part);
  if ('code' in part) return markdownCode(part.code);
  return 'link' in part ? `<${part.link}>` : `**${markdownText(part.strong)}**`;
}

function cellSpan(part: Span): string {
  if (typeof part !== 'string' && 'code' in part) return markdownCell(part.code);
  return span(part).replaceAll('|', '\\|').replaceAll('\\\\|', '\\|');
}
