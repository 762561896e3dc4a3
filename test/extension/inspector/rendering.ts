import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** Markup of a component, as it is first rendered. */
export function markup(node: VNode): string {
  return render(node);
}

/** The text a user sees, white space collapsed. */
export function visibleText(node: VNode): string {
  return render(node)
    .replace(/<wbr ?\/?>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
