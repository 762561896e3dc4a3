import { CopyButton } from '../parts/CopyButton.tsx';
import { HopLink } from '../parts/HopLink.tsx';
import { LongText } from '../parts/LongText.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import type { Refusal } from '../refusal.ts';
import { allowedTargets } from './allowed-targets.ts';

interface Props {
  readonly refusal: Refusal;
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
}

/** The hop that form-action refuses, by which policy of which page, and what to register. */
export function RefusedCard({ refusal, numbers, onHop }: Props) {
  const { block, documentUrl, by, happened, register } = refusal;
  return (
    <div
      class={happened ? 'refused-card' : 'refused-card would'}
      data-testid="refused-card"
      data-hop={block.hop}
    >
      <p class="refused-sentence">
        {happened ? `${by} refused` : `${by} would refuse`}{' '}
        <HopLink number={numbers.get(block.hop)} onOpen={() => onHop(block.hop)} />,{' '}
        <strong class="mono">
          <NamedValue name="the refused URL" value={block.url} />
        </strong>
        , because the page at <strong>{hostOf(documentUrl)}</strong> allows its forms to go to{' '}
        {allowedTargets(block.directive)}.
      </p>
      <dl class="facts">
        <dt>{register.label}</dt>
        <dd>
          <span class="mono copyable">
            <LongText text={register.value} />
          </span>{' '}
          <CopyButton value={register.value} what={register.label} />
        </dd>
        <dt>Policy</dt>
        <dd>
          <div class="mono">
            <NamedValue name="directive" value={block.directive} />
          </div>
          <span class="quiet">sent by</span> <UrlText url={documentUrl} />
        </dd>
        <dt>In {refusal.by === 'Firefox' ? 'Chromium' : 'Firefox'}</dt>
        <dd>{otherBrowser(refusal)}</dd>
      </dl>
    </div>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url.slice(0, 200);
}

function otherBrowser({ by, happened, firefoxFollows }: Refusal): string {
  if (by === 'Firefox') return 'Chromium refuses it too.';
  if (!firefoxFollows) return 'Firefox refuses it too.';
  const follows = happened ? 'would follow' : 'follows';
  return `Firefox ${follows} it: there, form-action applies to the form’s own target only.`;
}
