import { useMemo, useState } from 'preact/hooks';
import { indentXml } from '../../../core/decode/indent-xml.ts';
import type { Evidence, Finding } from '../../../core/model/index.ts';
import { maskXml } from '../../../formats/report/mask.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { useXmlLines } from './use-xml-lines.ts';
import { XmlTree } from './XmlTree.tsx';
import './xml.css';

interface Props {
  readonly xml: string;
  /** The message as it was sent; absent when it was not. */
  readonly encoded: string | undefined;
  /** It names the user, or holds what Login.gov asserts of the user. */
  readonly personal: boolean;
  readonly findings: readonly Finding[];
  /** Hops that carried it. */
  readonly hops: readonly string[];
  readonly mark: Evidence | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** Characters of XML that is searched for something to shorten; what is longer is taken to have it. */
const MOST_COMPARED = 64 * 1024;

/** Decoded XML, indented, coloured and foldable, with the findings at the nodes that they are about. */
export function XmlView({ xml, encoded, personal, findings, hops, mark, onFinding }: Props) {
  const lines = useXmlLines(xml);
  const [clear, setClear] = useState(false);
  const isShortened = useMemo(() => xml.length > MOST_COMPARED || maskXml(xml) !== xml, [xml]);
  const whole = personal ? ' with the user’s data' : '';
  return (
    <figure class="xml-view" data-testid="xml">
      <figcaption>
        <span class="xml-title">Decoded XML</span>
        {isShortened && (
          <button type="button" class="button" aria-pressed={clear} onClick={() => setClear(!clear)}>
            Show what is shortened
          </button>
        )}
        <CopyButton value={xml} label="Copy decoded" what={`the XML as decoded${whole}`} />
        <CopyButton value={() => indentXml(xml)} label="Copy indented" what={`the XML indented${whole}`} />
        {encoded !== undefined && (
          <CopyButton value={encoded} label="Copy encoded" what={`the message as it was sent${whole}`} />
        )}
      </figcaption>
      {lines === undefined ? (
        <p class="quiet">Reading {xml.length} characters…</p>
      ) : (
        <XmlTree
          key={`${xml.length} ${mark?.at.name ?? ''}`}
          xml={lines}
          clear={clear}
          findings={findings}
          hops={hops}
          mark={mark}
          onFinding={onFinding}
        />
      )}
    </figure>
  );
}
