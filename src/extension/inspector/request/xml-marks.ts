import type { XmlLines } from '../../../core/decode/xml-lines.ts';
import { placeInXml, type XmlPlace } from '../../../core/decode/xml-place.ts';
import type { Evidence, Finding } from '../../../core/model/index.ts';

/** A finding about something at a line of the XML. */
export interface XmlMark {
  readonly finding: Finding;
  readonly place: XmlPlace;
}

/** Places of one XML that are looked up; a finding may have one for each of a thousand values. */
const MOST = 200;

/** The findings about the XML of these hops, by line. */
export function xmlMarks(
  xml: XmlLines,
  findings: readonly Finding[],
  hops: readonly string[],
): ReadonlyMap<number, readonly XmlMark[]> {
  const marks = new Map<number, XmlMark[]>();
  let looked = 0;
  for (const finding of findings) {
    for (const evidence of finding.evidence) {
      if (evidence.at.part !== 'xml' || !hops.includes(evidence.hop)) continue;
      looked += 1;
      if (looked > MOST) return marks;
      const place = placeOf(xml, evidence);
      if (place === undefined) continue;
      const here = marks.get(place.line) ?? [];
      if (here.some((mark) => mark.finding === finding)) continue;
      here.push({ finding, place });
      marks.set(place.line, here);
    }
  }
  return marks;
}

/** Where the XML has what the evidence is about. */
export function placeOf(xml: XmlLines, { at, actual }: Evidence): XmlPlace | undefined {
  return placeInXml(xml, at.name, actual);
}
