import type { Header } from '../../core/model/index.ts';
import type { RedactionContext } from './context.ts';
import { redactFreeText } from './free-text.ts';
import { redactOpenText } from './open-text.ts';
import { changeDecoded, decoded } from './percent.ts';
import { redactSaml } from './saml.ts';
import {
  isEmptyTalk,
  isName,
  isVocabulary,
  SAMPLE_OF_DOCUMENTATION,
  treatmentOfParameter,
} from './vocabulary.ts';
import { isWebToken, redactWebToken } from './web-token.ts';

/** `a=1&b=2`, as in a query or a fragment, each value encoded as before. */
export function redactPairs(text: string, context: RedactionContext): string {
  const before = text.split('&').map(splitPair);
  const after = before.map(({ name, raw }) => redactPair(name, raw, context));
  return withSignature(before, after, context)
    .map(({ name, raw }) => (raw === undefined ? name : `${name}=${raw}`))
    .join('&');
}

/** Fields of a form, which the browser handed over decoded. */
export function redactFields(fields: readonly Header[], context: RedactionContext): Header[] {
  const before = fields.map(({ name, value }) => ({ name, raw: value }));
  const after = before.map(({ name, raw }) => ({
    name: redactName(name, context),
    raw: redactValue(name, raw, raw, context),
  }));
  return withSignature(before, after, context).map(({ name, raw = '' }) => ({ name, value: raw }));
}

interface Pair {
  readonly name: string;
  /** Absent where there was no `=`. */
  readonly raw?: string;
}

function splitPair(pair: string): Pair {
  const equals = pair.indexOf('=');
  return equals < 0 ? { name: pair } : { name: pair.slice(0, equals), raw: pair.slice(equals + 1) };
}

function redactPair(name: string, raw: string | undefined, context: RedactionContext): Pair {
  if (raw === undefined) {
    return {
      name: changeDecoded(name, (value) =>
        isName(value) && (isVocabulary(value) || treatmentOfParameter(value) !== 'secret')
          ? redactOpenText(value, context)
          : redactSecret('parameter without a value', value, context),
      ),
    };
  }
  const plain = decoded(name);
  return {
    name: changeDecoded(name, (value) => redactName(value, context)),
    raw: changeDecoded(raw, (value) => redactValue(plain, value, raw, context)),
  };
}

function redactName(name: string, context: RedactionContext): string {
  return isName(name) ? redactOpenText(name, context) : context.secrets.replace(name, 'parameter name');
}

/** @param raw the value as sent, in which a `+` may stand for what was meant as one */
function redactValue(name: string, value: string, raw: string, context: RedactionContext): string {
  switch (treatmentOfParameter(name)) {
    case 'open':
      return redactOpenText(value, context);
    case 'registered-address':
      return context.url(value, { registered: true });
    case 'text':
      return redactFreeText(value, context);
    case 'saml':
      return redactSaml(name, value, raw, context);
    case 'challenge':
      return redactSecret(name, value, context);
    case 'secret':
      // It says something only where what it covers is still the same: see withSignature.
      return name === 'Signature' ? value : redactSecret(name, value, context);
  }
}

/** The value of something that nobody listed as open. */
export function redactSecret(what: string, value: string, context: RedactionContext): string {
  const { secrets } = context;
  if (isEmptyTalk(value) || value === SAMPLE_OF_DOCUMENTATION) return value;
  const known = secrets.known(value);
  if (known !== undefined) return secrets.replace(value, what);
  if (isWebToken(value)) return redactWebToken(value, what, context);
  if (/^https?:\/\//i.test(value)) return context.url(value, { foreign: true });
  if (/%[\da-f]{2}/i.test(value)) {
    return changeDecoded(value, (inner) => redactSecret(what, inner, context), false);
  }
  return secrets.replace(value, isName(what) || what.includes(' ') ? what : 'parameter');
}

/** What a signature of the redirect binding covers (SAML 2.0 bindings, section 3.4.4.1). */
const SIGNED = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'];

/** A signature over something that was replaced would let people try out what it was. */
function withSignature(
  before: readonly Pair[],
  after: readonly Pair[],
  context: RedactionContext,
): readonly Pair[] {
  if (!before.some(({ name }) => name === 'Signature')) return after;
  const covers = before.some(({ name }) => SIGNED.includes(name));
  const changed = before.some(({ name, raw }, at) => SIGNED.includes(name) && after[at]?.raw !== raw);
  if (covers && !changed) return after;
  return after.map((pair, at) =>
    before[at]?.name === 'Signature' && pair.raw !== undefined
      ? { ...pair, raw: changeDecoded(pair.raw, (value) => context.secrets.replace(value, 'Signature')) }
      : pair,
  );
}
