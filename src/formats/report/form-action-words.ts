import type { FormActionPolicy, HopVerdict } from '../../core/csp/index.ts';
import type { Engine, NavigationCause } from '../../core/model/index.ts';

/** The form-action verdict as people read it. */

export const ENGINES: Readonly<Record<Engine, string>> = { chromium: 'Chromium', firefox: 'Firefox' };

export const VERDICTS: Readonly<Record<HopVerdict['kind'], string>> = {
  allowed: 'allowed',
  refused: 'refused',
  'not-governed': 'not governed',
  unknown: 'unknown',
  'not-reached': 'not reached',
};

const STARTED_BY: Readonly<Record<NavigationCause['kind'], string>> = {
  form: 'A form',
  link: 'A link',
  script: 'A script',
  'meta-refresh': 'A meta refresh',
  'client-redirect': 'A redirect of the page',
  reload: 'A reload',
  typed: 'A typed address',
  'back-forward': 'Back or forward',
  unknown: 'Something that was not seen',
};

/** Why the verdict is so, in one sentence. The directive in it is as sent: untrusted. */
export function whyVerdict(verdict: HopVerdict, engine: Engine, cause: NavigationCause): string {
  switch (verdict.kind) {
    case 'allowed':
      return `Covered by ${verdict.sources.join(' and ')}.`;
    case 'refused':
      return `No source covers it: ${verdict.directive}`;
    case 'not-reached':
      return `${ENGINES[engine]} stops at an earlier hop.`;
    case 'not-governed':
      return notGoverned(verdict.because, cause);
    case 'unknown':
      return UNKNOWN[verdict.because];
  }
}

function notGoverned(
  because: Extract<HopVerdict, { kind: 'not-governed' }>['because'],
  cause: NavigationCause,
): string {
  switch (because) {
    case 'cause':
      return `${STARTED_BY[cause.kind]} started this navigation; form-action governs forms only.`;
    case 'directive':
      return 'No enforced policy of the form’s page has a form-action directive.';
    case 'redirect':
      return 'Firefox holds the form’s own target against form-action, not the redirects after it.';
    case 'address':
      return 'The address cannot be read.';
  }
}

const UNKNOWN: Readonly<Record<Extract<HopVerdict, { kind: 'unknown' }>['because'], string>> = {
  cause: 'What started this navigation was not seen.',
  document: 'The page that held the form was not seen.',
  policies: 'The policies of the form’s page were not seen.',
};

/** What a policy was sent in. */
export function policyPlace({ from, disposition }: Pick<FormActionPolicy, 'from' | 'disposition'>): string {
  if (from === 'meta') return '<meta http-equiv="Content-Security-Policy">';
  return disposition === 'enforce' ? 'Content-Security-Policy' : 'Content-Security-Policy-Report-Only';
}
