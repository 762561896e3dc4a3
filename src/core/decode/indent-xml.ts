import { type XmlLine, xmlLines } from './xml-lines.ts';

/**
 * The same XML on several lines, for reading: `<a><b>x</b></a>` becomes `<a>`, `  <b>x</b>`, `</a>`. Nothing but
 * white space between tags is changed. Linear, never throws.
 */
export function indentXml(xml: string): string {
  return xmlLines(xml)
    .lines.map((line) => indentation(line) + line.text)
    .join('\n');
}

/** Two spaces for each level; deeper levels are indented no further. */
export function indentation({ depth }: Pick<XmlLine, 'depth'>): string {
  return '  '.repeat(Math.min(depth, MAX_INDENT));
}

const MAX_INDENT = 60;
