import type { Evidence } from '../../../core/model/index.ts';
import { PARTS } from '../../../formats/report/words.ts';
import { HopLink } from '../parts/HopLink.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';

interface Props {
  readonly evidence: Evidence;
  readonly number: number | undefined;
  readonly onHop: (id: string) => void;
}

/** Where it was seen, what was there, what was expected. */
export function EvidenceItem({ evidence, number, onHop }: Props) {
  const { hop, at, actual, expected } = evidence;
  return (
    <li>
      <div class="evidence-place">
        <HopLink number={number} onOpen={() => onHop(hop)} />, {PARTS[at.part]}{' '}
        {at.name.toLowerCase() !== at.part && <code>{at.name}</code>}
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
                <NamedValue name="expected" value={expected} />
              </dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}
