import { useMemo, useState } from 'preact/hooks';
import type { Evidence, Hop, Navigation } from '../../../core/model/index.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { LongText } from '../parts/LongText.tsx';
import { useMark } from '../parts/use-mark.ts';
import { isAbout, type RawLine, rawHop, rawText } from './raw-lines.ts';

interface Props {
  readonly hop: Hop;
  readonly navigation: Navigation;
  readonly mark: Evidence | undefined;
}

/** Request and response of a hop; secrets are shortened until the user asks for them. */
export function RawHopView({ hop, navigation, mark }: Props) {
  const [clear, setClear] = useState(false);
  const raw = useMemo(() => rawHop(hop, navigation), [hop, navigation]);
  const lines = [...raw.request, ...raw.response];
  const hasSecrets = lines.some(({ masked }) => masked !== undefined);
  const marked = mark && lines.find((line) => isAbout(line, mark));
  return (
    <>
      <div class="raw-actions">
        {hasSecrets && (
          <button type="button" class="button" aria-pressed={clear} onClick={() => setClear(!clear)}>
            Show secrets
          </button>
        )}
        <CopyButton
          value={() => rawText(raw, clear)}
          label={hasSecrets && clear ? 'Copy with secrets' : 'Copy'}
          what="this hop"
        />
      </div>
      <Section
        title="Request"
        lines={raw.request}
        clear={clear}
        marked={marked}
        isMarked={mark !== undefined && marked === undefined && !isInResponse(mark)}
      />
      <Section
        title="Response"
        lines={raw.response}
        clear={clear}
        marked={marked}
        isMarked={mark !== undefined && marked === undefined && isInResponse(mark)}
      />
    </>
  );
}

function isInResponse({ at: { part } }: Evidence): boolean {
  return part === 'response-header' || part === 'page' || part === 'error';
}

interface SectionProps {
  readonly title: string;
  readonly lines: readonly RawLine[];
  readonly clear: boolean;
  readonly marked: RawLine | undefined;
  /** The user was led to something that the section does not have. */
  readonly isMarked: boolean;
}

function Section({ title, lines, clear, marked, isMarked }: SectionProps) {
  const heading = useMark<HTMLHeadingElement>(isMarked);
  return (
    <section class="raw-section" aria-label={title}>
      <h2 ref={heading} class={isMarked ? 'marked' : undefined} tabIndex={isMarked ? -1 : undefined}>
        {title}
      </h2>
      <Bounded
        items={lines}
        noun="line"
        reveal={marked === undefined ? -1 : lines.indexOf(marked)}
        list={(items) => <div class="raw-lines">{items}</div>}
      >
        {(line, index) => <Line key={index} line={line} clear={clear} isMarked={line === marked} />}
      </Bounded>
    </section>
  );
}

function Line({ line, clear, isMarked }: { line: RawLine; clear: boolean; isMarked: boolean }) {
  const { name, separator, value, masked, remark } = line;
  const element = useMark<HTMLDivElement>(isMarked);
  return (
    <div
      ref={element}
      class={`raw-line${remark === true ? ' raw-remark' : ''}${isMarked ? ' marked' : ''}`}
      tabIndex={isMarked ? -1 : undefined}
      data-testid="raw-line"
      data-name={name?.slice(0, 200)}
      data-marked={isMarked ? 'true' : undefined}
    >
      {name !== undefined && (
        <span class="raw-name">
          <LongText text={name} limit={100} />
        </span>
      )}
      {separator}
      <LongText text={clear ? value : (masked ?? value)} limit={1200} />
    </div>
  );
}
