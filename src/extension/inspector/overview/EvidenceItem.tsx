import type { Evidence } from '../../../core/model/index.ts';
import { printable } from '../../../formats/report/printable.ts';
import { PARTS } from '../../../formats/report/words.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { useMark } from '../parts/use-mark.ts';

interface Props {
  readonly evidence: Evidence;
  /** Of the hop; undefined for one that is not in the flow. */
  readonly number: number | undefined;
  /** The user comes back from there: its button takes the focus. */
  readonly isTarget: boolean;
  readonly onOpen: () => void;
}

/** Where it was seen, with a way there; what was there, what was expected. */
export function EvidenceItem({ evidence, number, isTarget, onOpen }: Props) {
  const { at, actual, expected } = evidence;
  const name = printable(at.name.slice(0, 200));
  const button = useMark<HTMLButtonElement>(isTarget);

  const place = (
    <>
      {PARTS[at.part]}
      {at.name.toLowerCase() !== at.part && at.name !== '' && (
        <>
          {' '}
          <code>{name}</code>
        </>
      )}
    </>
  );
  return (
    <li>
      <div class="evidence-place">
        {number === undefined ? (
          <span>{place} of a hop that is not in this flow</span>
        ) : (
          <button
            type="button"
            class="evidence-link"
            data-testid="evidence"
            data-part={at.part}
            data-name={at.name}
            ref={button}
            onClick={onOpen}
          >
            <Icon name="target" />
            <span>
              {place} <span class="quiet">at hop {number}</span>
            </span>
          </button>
        )}
      </div>
      {(actual !== undefined || expected !== undefined) && (
        <dl class="comparison">
          {actual !== undefined && (
            <>
              <dt>Found</dt>
              <dd class="mono">
                <NamedValue name={at.name} value={actual} />
              </dd>
            </>
          )}
          {expected !== undefined && (
            <>
              <dt>Expected</dt>
              <dd class="mono">
                <NamedValue name="expected" value={expected} />{' '}
                {isCopyable(expected) && <CopyButton value={expected} what={`the expected ${name}`} />}
              </dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}

/** A value that can be put into a request, not words about one. */
function isCopyable(expected: string): boolean {
  return /^\S{3,}$/.test(expected) && /[:/_.]/.test(expected);
}
