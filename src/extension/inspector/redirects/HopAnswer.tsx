import type { HopStep } from '../../../core/sequence/index.ts';
import { hopResult } from '../../../formats/report/hops.ts';
import { printable } from '../../../formats/report/printable.ts';
import { Icon } from '../parts/Icon.tsx';
import { UrlText } from '../parts/UrlText.tsx';

/** What came of a hop, in words: the status and what the browser did with it. */
export function HopAnswer({ step }: { readonly step: HopStep }) {
  const { hop, navigation, refused } = step;
  if (refused?.happened) {
    return (
      <span class="result-failed">
        <Icon name="error" /> refused
      </span>
    );
  }
  const { text, kind } = hopResult(hop, navigation);
  return (
    <>
      <span class={`result-${kind}`}>{printable(text.slice(0, MOST))}</span> <Consequence step={step} />
    </>
  );
}

function Consequence({ step }: { readonly step: HopStep }) {
  const { hop, navigation, leadsTo, number, shown } = step;
  const location = hop.response?.redirectUrl;
  if (leadsTo !== undefined) return <span class="quiet">→ hop {number + 1}</span>;
  if (location !== undefined) {
    return (
      <span class="quiet">
        → <UrlText url={location} queryLimit={0} />
      </span>
    );
  }
  if (!shown || hop.response === undefined) return null;
  const { page } = navigation;
  if (page === undefined) return <span class="quiet">page shown</span>;
  return (
    <>
      <span class="quiet">
        page shown: <q>{printable(page.title.slice(0, MOST))}</q>
      </span>{' '}
      {page.messages.length > 0 && (
        <span class="page-messages">{printable(page.messages.join(' ').slice(0, MOST))}</span>
      )}
    </>
  );
}

/** Characters on a line; the Response tab shows the page whole. */
const MOST = 300;
