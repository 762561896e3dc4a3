import { CopyButton } from '../parts/CopyButton.tsx';
import { HopLink } from '../parts/HopLink.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import type { Refusal } from '../refusal.ts';

interface Props {
  readonly refusal: Refusal;
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
}

/** The hop that form-action refuses, by which policy of which page, and what to register. */
export function RefusedCard({ refusal, numbers, onHop }: Props) {
  const { block, documentUrl, by, happened, register } = refusal;
  const number = numbers.get(block.hop);
  return (
    <div
      class={happened ? 'refused-card' : 'refused-card would'}
      data-testid="refused-card"
      data-hop={block.hop}
    >
      <dl>
        <dt>{happened ? `${by} refused` : `${by} would refuse`}</dt>
        <dd>
          <HopLink number={number} onOpen={() => onHop(block.hop)} />{' '}
          <strong class="mono">
            <NamedValue name="the refused URL" value={block.url} />
          </strong>
        </dd>
        <dt>Because of</dt>
        <dd>
          <div class="mono">
            <NamedValue name="directive" value={block.directive} />
          </div>
          <span class="quiet">sent by</span> <UrlText url={documentUrl} />
        </dd>
        <dt>{register.label}</dt>
        <dd>
          <span class="mono copyable">{register.value}</span>{' '}
          <CopyButton value={register.value} what={register.label} />
        </dd>
      </dl>
      <p>{otherBrowser(refusal)}</p>
    </div>
  );
}

function otherBrowser({ by, happened, firefoxFollows }: Refusal): string {
  if (by === 'Firefox') return 'Chromium refuses it too.';
  if (!firefoxFollows) return 'Firefox refuses it too.';
  const follows = happened ? 'would follow' : 'follows';
  return `Firefox ${follows} it: there, form-action applies to the form’s own target only.`;
}
