export interface XmlToken {
  readonly kind: 'text' | 'tag' | 'name' | 'value' | 'comment';
  readonly text: string;
}

const MARKUP = /<!--[\s\S]*?(?:-->|$)|<[^<>]*>?/g;
/** An attribute or, so that no run of characters is scanned twice, a run that is none. */
const ATTRIBUTE = /([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')|[^\s=]+/g;

/**
 * XML cut into pieces for colouring; joined, they are the input again. It only colours: whether the text is
 * well-formed is the decoder's business.
 */
export function xmlTokens(xml: string): readonly XmlToken[] {
  const tokens: XmlToken[] = [];
  const push = (kind: XmlToken['kind'], text: string) => {
    if (text !== '') tokens.push({ kind, text });
  };
  let end = 0;
  for (const match of xml.matchAll(MARKUP)) {
    const [markup] = match;
    push('text', xml.slice(end, match.index));
    end = match.index + markup.length;
    if (markup.startsWith('<!--')) push('comment', markup);
    else pushTag(markup, push);
  }
  push('text', xml.slice(end));
  return tokens;
}

function pushTag(tag: string, push: (kind: XmlToken['kind'], text: string) => void): void {
  let end = 0;
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const [whole, name, equals = '', value = ''] = match;
    if (name === undefined) continue;
    push('tag', tag.slice(end, match.index));
    push('name', name);
    push('tag', equals);
    push('value', value);
    end = match.index + whole.length;
  }
  push('tag', tag.slice(end));
}
