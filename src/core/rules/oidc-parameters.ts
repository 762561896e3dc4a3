import { parameter } from '../decode/parameters.ts';
import { AUTHORIZE_PARAMETERS } from '../login-gov/authorize-parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcAuthorizeRequest, Parameter } from '../model/index.ts';
import { about, on } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about parameters of an OIDC authorize request that Login.gov ignores or cannot use. */

/** Structured parameters beyond this number are not listed. */
const MAX_LISTED = 20;

/** Standard parameters without effect, and what to know about each. */
const IGNORED: ReadonlyMap<string, string> = new Map([
  ['response_mode', 'the response always comes in the query'],
  ['max_age', 'it makes nobody sign in again'],
  ['ui_locales', 'locale chooses the language'],
  ['claims_locales', 'claims have no language'],
  ['login_hint', 'no e-mail address is filled in'],
  ['id_token_hint', 'the user is not recognised by it'],
  ['claims', 'scope chooses the attributes'],
  ['request', 'the parameters in the query count'],
  ['request_uri', 'nothing is fetched from it'],
  ['registration', 'clients are registered in the portal'],
  ['display', 'there is one layout'],
  ['resource', 'tokens are for Login.gov itself'],
  ['audience', 'tokens are for Login.gov itself'],
]);

function has({ parameters }: OidcAuthorizeRequest, wanted: string): boolean {
  return parameters.some(({ name }) => name === wanted);
}

/** What Login.gov refuses a request for when it is not there; what else there is, it can do without. */
const REQUIRED = ['acr_values', 'client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'];

/** The parameter that `name[]` or `name[key]` was to be. */
function plainName({ name }: Parameter): string {
  return name.slice(0, name.indexOf('['));
}

function isStructured({ name }: Parameter): boolean {
  const bracket = name.indexOf('[');
  return bracket > 0 && AUTHORIZE_PARAMETERS.includes(name.slice(0, bracket));
}

export const oidcParameterRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-vtr-ignored',
    severity: 'warning',
    title: 'vtr (vectors of trust) parameter',
    docs: [DOCS.oidcAcrValues],
    on,
    check: (request) =>
      has(request, 'vtr')
        ? about(request, 'vtr', {
            summary:
              'Login.gov no longer reads vectors of trust: vtr is ignored, and acr_values alone count.',
            fix: 'Take vtr out and say the service level in acr_values.',
          })
        : undefined,
  }),
  messageRule({
    id: 'oidc-unsupported-parameter',
    severity: 'warning',
    title: 'Standard OIDC parameter that Login.gov ignores',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      if (!request.parameters.some(({ name }) => IGNORED.has(name))) return undefined;
      const sent = [...IGNORED.keys()].filter((name) => has(request, name));
      const [first] = sent;
      if (first === undefined) return undefined;
      const effects = sent.map((name) => `${name} (${IGNORED.get(name) ?? ''})`);
      return {
        summary: `Login.gov ignores ${effects.join(', ')}.`,
        fix: `Take ${quoted(sent)} out, and do not rely on ${sent.length === 1 ? 'it' : 'them'}.`,
        evidence: [
          ...about(request, first, { summary: '', fix: '' }).evidence,
          ...sent.slice(1).flatMap((name) => about(request, name, { summary: '', fix: '' }).evidence),
        ],
      };
    },
  }),
  messageRule({
    id: 'oidc-client-secret-in-request',
    severity: 'warning',
    title: 'client_secret sent through the browser',
    docs: [DOCS.oidcUnsupportedMethods],
    on,
    check: (request) =>
      has(request, 'client_secret')
        ? about(request, 'client_secret', {
            summary:
              'The request carries a client_secret where the user and every log on the way can read it. Login.gov has no client secrets and ignores it.',
            fix: 'Take client_secret out, treat it as known to others, and authenticate with PKCE or private_key_jwt.',
            actual: 'a secret',
          })
        : undefined,
  }),
  messageRule({
    id: 'oidc-structured-parameter',
    severity: 'error',
    title: 'Array or hash parameter',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      const structured = request.parameters.filter(isStructured).slice(0, MAX_LISTED);
      const [first] = structured;
      if (first === undefined) return undefined;
      const plain = plainName(first);
      const isRefused = structured
        .map(plainName)
        .some((name) => REQUIRED.includes(name) && parameter(request.parameters, name) === undefined);
      return about(request, first.name, {
        ...(!isRefused && { severity: 'warning' }),
        summary: `${quoted(structured.map(({ name }) => name))} is read as a list or a table, not as the text that ${plain} is. Login.gov drops it${has(request, plain) ? '' : `, so the request lacks ${plain}`}.`,
        fix: `Send ${plain} as one parameter, without brackets; separate several values with spaces.`,
        expected: plain,
      });
    },
  }),
];
