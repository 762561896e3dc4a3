import type { Flow, FormActionBlock, FormActionJudgement, Navigation } from '../model/index.ts';
import { judgeFormAction } from './form-action.ts';

/** Judgements by navigation, which does not change once it is judged: another state of it is another object. */
export type JudgedNavigations = WeakMap<Navigation, readonly FormActionJudgement[]>;

/**
 * The form-action verdict of both engines for every navigation that a form with known policies started.
 * @param judged what was judged before, which this adds to
 */
export function judgeFormActions(
  flow: Flow,
  judged: JudgedNavigations = new WeakMap(),
): FormActionJudgement[] {
  return flow.navigations.flatMap((navigation) => {
    const known = judged.get(navigation);
    if (known !== undefined) return known;
    const judgements = judge(navigation);
    judged.set(navigation, judgements);
    return judgements;
  });
}

function judge(navigation: Navigation): readonly FormActionJudgement[] {
  const { cause } = navigation;
  if (cause.kind !== 'form' || cause.document.url === undefined || cause.document.policies === undefined)
    return [];
  const block = (engine: 'chromium' | 'firefox') => blockIn(navigation, cause.document, engine);
  return [
    {
      navigation: navigation.id,
      documentUrl: cause.document.url,
      chromium: block('chromium'),
      firefox: block('firefox'),
    },
  ];
}

function blockIn(
  { hops }: Navigation,
  { url, policies }: Extract<Navigation['cause'], { kind: 'form' }>['document'],
  engine: 'chromium' | 'firefox',
): FormActionBlock | null {
  const [target, ...redirects] = hops.map((hop) => hop.url);
  if (target === undefined || url === undefined || policies === undefined) return null;
  const verdict = judgeFormAction({ documentUrl: url, policies, target, redirects, engine });
  const hop = verdict.blockedAt === null ? undefined : hops[verdict.blockedAt];
  if (hop === undefined) return null;
  return { hop: hop.id, url: hop.url, policy: verdict.policy ?? '', directive: verdict.directive ?? '' };
}
