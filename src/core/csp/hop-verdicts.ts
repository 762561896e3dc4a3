import type { Engine, Navigation, NavigationCause } from '../model/index.ts';
import { coverNavigation, type NavigationCoverage } from './coverage.ts';
import type { FormActionRequest } from './form-action.ts';

/** What form-action means for one hop in one engine. */
export type HopVerdict =
  /** Each governing policy has a source that covers the hop. */
  | { readonly kind: 'allowed'; readonly sources: readonly string[] }
  /** Of the first policy that refuses: its form-action directive, as sent. */
  | { readonly kind: 'refused'; readonly directive: string }
  | { readonly kind: 'not-governed'; readonly because: NotGoverned }
  | { readonly kind: 'unknown'; readonly because: 'cause' | 'document' | 'policies' }
  /** The engine refuses an earlier hop of the navigation. */
  | { readonly kind: 'not-reached' };

/**
 * `cause`: no form started the navigation. `directive`: no enforced policy has form-action. `redirect`: the engine
 * asks about the form's own target only. `address`: the chain has an address that cannot be read.
 */
type NotGoverned = 'cause' | 'directive' | 'redirect' | 'address';

const ENGINES: readonly Engine[] = ['chromium', 'firefox'];

const known = new WeakMap<Navigation, Readonly<Record<Engine, readonly HopVerdict[]>>>();

/**
 * The verdict of an engine on every hop of a navigation, in order: what `judgeFormAction` says of the chain, told
 * hop by hop. A navigation that did not change is not judged again.
 */
export function hopVerdicts(navigation: Navigation, engine: Engine): readonly HopVerdict[] {
  let verdicts = known.get(navigation);
  if (verdicts === undefined) {
    const [chromium = [], firefox = []] = ENGINES.map((each) => judge(navigation, each));
    verdicts = { chromium, firefox };
    known.set(navigation, verdicts);
  }
  return verdicts[engine];
}

function judge({ cause, hops }: Navigation, engine: Engine): readonly HopVerdict[] {
  const request = formOf(cause);
  if ('kind' in request) return hops.map(() => request);
  const [target = '', ...redirects] = hops.map(({ url }) => url);
  const coverage = coverNavigation({ ...request, target, redirects, engine });
  const verdicts: HopVerdict[] = [];
  let refused = false;
  for (const at of hops.keys()) {
    const verdict: HopVerdict = refused ? { kind: 'not-reached' } : verdictAt(at, coverage, engine);
    refused ||= verdict.kind === 'refused';
    verdicts.push(verdict);
  }
  return verdicts;
}

/** The form's page and its policies, or why they do not count or are not known. */
function formOf(cause: NavigationCause): HopVerdict | Pick<FormActionRequest, 'documentUrl' | 'policies'> {
  if (cause.kind === 'unknown') return { kind: 'unknown', because: 'cause' };
  if (cause.kind !== 'form') return { kind: 'not-governed', because: 'cause' };
  const { url, policies } = cause.document;
  if (policies === undefined) return { kind: 'unknown', because: 'policies' };
  if (url === undefined) return { kind: 'unknown', because: 'document' };
  return { documentUrl: url, policies };
}

function verdictAt(at: number, { checked, policies }: NavigationCoverage, engine: Engine): HopVerdict {
  const governing = policies.filter(
    ({ sent, directive }) => sent.disposition === 'enforce' && directive !== null,
  );
  if (governing.length === 0) return { kind: 'not-governed', because: 'directive' };
  if (engine === 'firefox' && at > 0) return { kind: 'not-governed', because: 'redirect' };
  if (at >= checked) return { kind: 'not-governed', because: 'address' };
  const refusing = governing.find(({ coveredBy }) => coveredBy[at] === null);
  if (refusing !== undefined) return { kind: 'refused', directive: refusing.directive?.text ?? '' };
  const sources = governing.flatMap(({ coveredBy }) => coveredBy[at]?.text ?? []);
  return { kind: 'allowed', sources: [...new Set(sources)] };
}
