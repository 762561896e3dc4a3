import { useEffect, useMemo, useState } from 'preact/hooks';
import { readXmlLines, type XmlLines, xmlLines } from '../../../core/decode/xml-lines.ts';

/** Characters that are read at once; longer XML is read bit by bit. */
const AT_ONCE = 64 * 1024;
/** Milliseconds of reading after which other work gets its turn. */
const SLICE = 10;

/** The lines of the XML; undefined while a long one is read. */
export function useXmlLines(xml: string): XmlLines | undefined {
  const isShort = xml.length <= AT_ONCE;
  const short = useMemo(() => (isShort ? xmlLines(xml) : undefined), [xml]);
  const [long, setLong] = useState<{ readonly xml: string; readonly lines: XmlLines }>();
  useEffect(() => {
    if (isShort) return undefined;
    const reading = readXmlLines(xml);
    let timer: ReturnType<typeof setTimeout> | undefined;
    function go() {
      const end = performance.now() + SLICE;
      while (performance.now() < end) {
        const step = reading.next();
        if (step.done !== true) continue;
        setLong({ xml, lines: step.value });
        return;
      }
      timer = setTimeout(go);
    }
    go();
    return () => clearTimeout(timer);
  }, [xml]);
  return short ?? (long?.xml === xml ? long.lines : undefined);
}
