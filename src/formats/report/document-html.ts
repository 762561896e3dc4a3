import { escapeHtml } from '../html-text.ts';
import type { Block, Span } from './document.ts';

/**
 * The text as one HTML page: no script, nothing to load, ready to be printed. The policy in it forbids both, should
 * it ever be changed on its way.
 */
export function documentHtml(title: string, blocks: readonly Block[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${blocks.map(htmlOf).join('\n')}
</main>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.6rem}h2{font-size:1.3rem;margin-top:2.5rem;border-top:1px solid #767676;padding-top:1rem}h3{font-size:1.05rem}
code,pre{font:13px/1.45 ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:#f2f2f2;border:1px solid #c6c6c6;padding:.75rem;margin:0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;border:1px solid #c6c6c6;padding:.3rem .5rem}
th{background:#f2f2f2}
a{color:#005ea2;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#1f1f1f}pre,th{background:#2b2b2b}pre,th,td{border-color:#5a5a5a}a{color:#73b3e7}}
@media print{:root{color-scheme:light}body{color:#000;background:#fff;font-size:10.5pt}main{max-width:none;padding:0}pre,th{background:#fff;color:#000}h2,h3{break-after:avoid}tr,li{break-inside:avoid}a{color:#000}}
`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${spans(block.content)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${spans(block.content)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${spans(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table><thead><tr>${block.head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${block.rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${spans(cell)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`;
    case 'code':
      return `<pre>${block.lines.map(escapeHtml).join('\n')}</pre>`;
  }
}

function spans(content: readonly Span[]): string {
  return content.map(span).join('');
}

function span(part: Span): string {
  if (typeof part === 'string') return escapeHtml(part);
  if ('code' in part) return `<code>${escapeHtml(part.code)}</code>`;
  if ('strong' in part) return `<strong>${escapeHtml(part.strong)}</strong>`;
  return /^https:\/\//.test(part.link)
    ? `<a href="${escapeHtml(part.link)}" rel="noreferrer">${escapeHtml(part.link)}</a>`
    : escapeHtml(part.link);
}
