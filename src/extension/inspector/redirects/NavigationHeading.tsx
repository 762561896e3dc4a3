import { type HopVerdict, hopVerdicts } from '../../../core/csp/index.ts';
import type { Navigation } from '../../../core/model/index.ts';
import { causeWords } from '../../../formats/report/words.ts';
import { UrlText } from '../parts/UrlText.tsx';
import { capitalised } from '../words.ts';

/** What started a redirect chain, and whether form-action governs it. */
export function NavigationHeading({ navigation }: { readonly navigation: Navigation }) {
  const { words, from } = causeWords(navigation.cause);
  const governed = governedWords(hopVerdicts(navigation, 'chromium')[0]);
  return (
    <>
      <span class="navigation-cause">
        {capitalised(words)} {from !== undefined && <UrlText url={from} queryLimit={0} />}
      </span>
      {governed !== undefined && <span class="navigation-governed"> {governed}</span>}
    </>
  );
}

/** Said once for the chain where it holds for each of its hops. */
function governedWords(first: HopVerdict | undefined): string | undefined {
  if (first?.kind === 'unknown') {
    return first.because === 'cause'
      ? 'Whether form-action governs it is not known.'
      : 'The policies of that page were not seen: form-action was not judged.';
  }
  if (first?.kind !== 'not-governed') return undefined;
  return first.because === 'directive' ? 'That page has no form-action.' : 'Not governed by form-action.';
}
