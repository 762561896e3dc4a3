import { printableLines } from '../../../formats/report/printable.ts';
import { xmlTokens } from './xml-tokens.ts';

interface Props {
  readonly text: string;
  /** Name of an attribute, without prefix, that stands out. */
  readonly marked: string | undefined;
}

/** Coloured XML. */
export function XmlText({ text, marked }: Props) {
  const tokens = xmlTokens(printableLines(text).join('\n'));
  const at =
    marked === undefined
      ? -1
      : tokens.findIndex(({ kind, text }) => kind === 'name' && isNamed(text, marked));
  return (
    <>
      {tokens.map(({ kind, text }, index) => {
        // The name, the equals sign, the value.
        const isMarked = at >= 0 && index >= at && index <= at + 2;
        return (
          <span key={index} class={isMarked ? `xml-${kind} xml-marked` : `xml-${kind}`}>
            {text}
          </span>
        );
      })}
    </>
  );
}

function isNamed(name: string, wanted: string): boolean {
  return name.slice(name.indexOf(':') + 1) === wanted;
}
