import type { Hop, ObservationSource, OutcomeKind } from '../../core/model/index.ts';

/** What only the inspector says; `formats/report/words.ts` has the words that reports use as well. */

export type Tone = 'bad' | 'good' | 'neutral';

export const TONES: Readonly<Record<OutcomeKind, Tone>> = {
  'refused-by-browser': 'bad',
  'refused-by-login-gov': 'bad',
  'signed-in': 'good',
  'signed-out': 'good',
  cancelled: 'neutral',
  'network-error': 'bad',
  unfinished: 'neutral',
};

const SOURCES: Readonly<Record<ObservationSource, string>> = {
  'web-request': 'the browser’s requests',
  'web-navigation': 'the browser’s navigation events',
  devtools: 'the DevTools network log',
  file: 'the imported file',
  location: 'the redirect of the hop before',
};

/** "Seen in …", the ways we know of a hop. */
export function seenIn(hop: Hop): string {
  return hop.seenBy.map((source) => SOURCES[source]).join(', ');
}

/** `signed in` as it begins a line: `Signed in`. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
