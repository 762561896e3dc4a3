/** A text of headings, tables and lists, to be written as Markdown or HTML. All of it is text: nothing is markup. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

/** Words, something to be read letter by letter, or the address of a page. */
export type Span =
  | string
  | { readonly code: string }
  | { readonly link: string }
  | { readonly strong: string };
