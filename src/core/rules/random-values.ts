import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { isBefore } from '../history.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcAuthorizeRequest } from '../model/index.ts';
import { about, on, SENT_BACK } from './oidc-request.ts';
import { messageRule, type Rule, type RuleContext, type Violation } from './rule.ts';

/** Rules about state and nonce, the random values of an OIDC authorize request. */

type Name = 'state' | 'nonce';

const MIN_LENGTH = 22;
/** Fewer different characters than this are no random value. */
const MIN_DISTINCT = 5;
/** The value that the documentation shows. */
const SAMPLE = 'abcdefghijklmnopabcdefghijklmnop';
const PURPOSE: Readonly<Record<Name, string>> = {
  state: 'With state the application recognises its own request when the user comes back.',
  nonce: 'With nonce the application recognises an ID token that was made for its own request.',
};
const fix = (name: Name) => `Send a new random ${name} of 32 characters or more with every request.`;

/** Characters as Login.gov counts them: code points. */
function lengthOf(value: string): number {
  return [...value.slice(0, 2 * MIN_LENGTH)].length;
}

function missing(name: Name): Rule {
  return messageRule({
    id: `oidc-${name}-missing`,
    severity: 'error',
    title: `${name} missing`,
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) =>
      isBlank(parameter(request.parameters, name))
        ? about(request, name, {
            summary: `The request has no ${name}. ${SENT_BACK} ${PURPOSE[name]}`,
            fix: fix(name),
            expected: `${MIN_LENGTH} characters or more`,
          })
        : undefined,
  });
}

function tooShort(name: Name): Rule {
  return messageRule({
    id: `oidc-${name}-too-short`,
    severity: 'error',
    title: `${name} shorter than 22 characters`,
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      const value = parameter(request.parameters, name);
      if (value === undefined || isBlank(value) || lengthOf(value) >= MIN_LENGTH) return undefined;
      return about(request, name, {
        summary: `${name} has ${lengthOf(value)} characters; Login.gov asks for at least ${MIN_LENGTH}. ${SENT_BACK}`,
        fix: fix(name),
        expected: `${MIN_LENGTH} characters or more`,
      });
    },
  });
}

function reused(name: Name): Rule {
  return messageRule({
    id: `oidc-${name}-reused`,
    severity: 'warning',
    title: `${name} reused`,
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request, context) => repetition(request, name, context),
  });
}

/** The same value in an earlier request that was not the same address again. */
function repetition(
  request: OidcAuthorizeRequest,
  name: Name,
  { history, flow }: RuleContext,
): Violation | undefined {
  const value = parameter(request.parameters, name);
  const here = history.sightingAt(request.hop, flow.id);
  if (value === undefined || isBlank(value) || here === undefined) return undefined;
  const earlier = history
    .authorizeRequestsWith(name, value)
    .find((sighting) => sighting.url !== here.url && isBefore(sighting, here));
  if (earlier === undefined) return undefined;
  const where = earlier.flow === flow.id ? 'in this sign-in' : 'in an earlier sign-in of this capture';
  return about(request, name, {
    summary: `The same ${name} was sent before, ${where}, with another request. Login.gov accepts it, but a value that returns protects against nothing. ${PURPOSE[name]}`,
    fix: fix(name),
    expected: 'a value that was never sent before',
  });
}

/** Why a value could be guessed; undefined when nothing speaks for it. */
function weakness(name: Name, value: string, other: string | undefined): string | undefined {
  if (new Set(value.slice(0, 1000)).size < MIN_DISTINCT) {
    return `${name} consists of fewer than ${MIN_DISTINCT} different characters`;
  }
  if (value === SAMPLE) return `${name} is the sample value of the documentation`;
  return value === other ? 'state and nonce have the same value' : undefined;
}

export const randomValueRules: readonly Rule[] = [
  missing('nonce'),
  tooShort('nonce'),
  reused('nonce'),
  missing('state'),
  tooShort('state'),
  reused('state'),
  messageRule({
    id: 'oidc-random-value-guessable',
    severity: 'warning',
    title: 'state or nonce looks constant or guessable',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      const [state, nonce] = [parameter(request.parameters, 'state'), parameter(request.parameters, 'nonce')];
      for (const [name, value, other] of [
        ['state', state, nonce],
        ['nonce', nonce, state],
      ] as const) {
        if (value === undefined || isBlank(value)) continue;
        const why = weakness(name, value, other);
        if (why === undefined) continue;
        return about(request, name, {
          summary: `${why}. Login.gov checks the length only; the documentation asks for values that nobody can guess.`,
          fix: fix(name),
          expected: 'a random value',
        });
      }
      return undefined;
    },
  }),
];
