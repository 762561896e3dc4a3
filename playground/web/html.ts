import { escapeHtml } from '../../src/formats/html-text.ts';

/** HTML of every sample page: one layout, everything inserted is escaped. */

/** HTML text that is safe to insert as it is. */
export interface Html {
  readonly html: string;
}

type Insertable = string | Html | readonly Html[];

/** Template tag: strings are escaped, `Html` values are inserted as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Html {
  const insert = (value: Insertable): string => {
    if (typeof value === 'string') return escapeHtml(value);
    return 'html' in value ? value.html : value.map((part) => part.html).join('');
  };
  return {
    html: strings.reduce((sum, part, index) => sum + insert(values[index - 1] ?? '') + part),
  };
}

export const NOTHING: Html = { html: '' };

export interface Document {
  readonly title: string;
  /** Name in the bar at the top. */
  readonly site: string;
  readonly main: Html;
  /** Script files of the same origin; inline scripts are refused by the policies of the identity provider. */
  readonly scripts?: readonly string[];
}

/** A whole document. Its style sheet is `/assets/playground.css` on every host. */
export function renderDocument(document: Document): string {
  const scripts = (document.scripts ?? []).map((src) => html`<script src="${src}" defer></script>`);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${document.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/playground.css">
${scripts}
</head>
<body>
<p class="notice">A miniature on this computer, for testing. This is not Login.gov and not a government site.</p>
<header>${document.site}</header>
<main id="main-content">
${document.main}
</main>
</body>
</html>
`.html;
}

/** A form of hidden fields and one button, for pages that post on by themselves. */
export function hiddenForm(
  action: string,
  fields: readonly (readonly [name: string, value: string])[],
  button: { readonly id: string; readonly label: string; readonly immediate?: boolean },
): Html {
  const inputs = fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const immediate = button.immediate ? html` data-click-immediate` : NOTHING;
  return html`<form method="post" action="${action}">
${inputs}<button type="submit" id="${button.id}"${immediate}>${button.label}</button>
</form>`;
}
