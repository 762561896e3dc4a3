import { nestingConflict, refusedParameter } from '../decode/nested-parameters.ts';
import { queryParameters } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { isProtocolName } from '../login-gov/protocol-fields.ts';
import type { Evidence, Hop, Message, MessageKind, Parameter } from '../model/index.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about the parameters of any request to Login.gov, whatever they are for. */

const on = [
  'oidc-authorize-request',
  'oidc-logout-request',
  'oidc-token-request',
  'oidc-userinfo-request',
  'saml-authn-request',
  'saml-logout-request',
  'saml-remote-logout-request',
] as const satisfies readonly MessageKind[];

type Request = Extract<Message, { kind: (typeof on)[number] }>;

/** Every parameter of a request, SAMLRequest among them. */
function parametersOf(request: Request): readonly Parameter[] {
  const taken = 'samlRequest' in request ? request.samlRequest : undefined;
  return taken === undefined ? request.parameters : [...request.parameters, taken];
}

/** Query and form are parsed one by one; Login.gov prefers what the query has. */
function listsOf(
  hop: Hop | undefined,
): readonly { part: 'query' | 'body'; parameters: readonly Parameter[] }[] {
  const body = hop?.request?.body;
  const fields =
    body?.kind === 'form' ? body.fields.map(({ name, value }) => ({ name, value, raw: value })) : [];
  return [
    { part: 'query', parameters: queryParameters(hop?.url ?? '') },
    { part: 'body', parameters: fields },
  ];
}

function place(name: string, hop: Hop | undefined): Evidence['at'] {
  const place = listsOf(hop).find(({ parameters }) =>
    parameters.some((parameter) => parameter.name === name),
  );
  return { part: place?.part ?? 'query', name: clip(name) };
}

const LOCALES = ['en', 'es', 'fr', 'zh'];

function locale(request: Request, context: RuleContext): Verdict {
  const found = request.parameters.findLast(({ name }) => name === 'locale');
  if (found === undefined || found.value === '' || LOCALES.includes(found.value)) return undefined;
  const lower = found.value.trim().toLowerCase().slice(0, 2);
  const meant = LOCALES.find((candidate) => candidate === lower);
  return {
    summary: `locale is ${quoted([found.value])}, which Login.gov ignores: it knows exactly "en", "es", "fr" and "zh", in lower case. The user gets the language of the browser, or English.`,
    fix:
      meant === undefined
        ? 'Send one of en, es, fr and zh as locale, or leave it out.'
        : `Send locale=${meant}.`,
    ...(meant !== undefined && { values: [{ label: 'locale', value: meant }] }),
    evidence: [
      {
        hop: request.hop,
        at: place('locale', context.hop(request.hop)),
        actual: found.value,
        expected: 'en, es, fr or zh',
      },
    ],
  };
}

const FAULTS: Readonly<Record<NonNullable<Parameter['fault']>, string>> = {
  'broken-escape': 'holds a "%" without two hexadecimal digits after it',
  'not-utf-8': 'holds bytes that are not UTF-8',
  nul: 'holds the character U+0000',
};
const BAD_REQUEST =
  'Login.gov answers with the plain text "Bad request" (HTTP 400) before it looks at anything else.';

function unreadable(request: Request, context: RuleContext): Verdict {
  const all = parametersOf(request);
  const faulty = refusedParameter(all);
  if (faulty?.fault !== undefined) {
    return {
      summary: `The parameter ${quoted([faulty.name])} ${FAULTS[faulty.fault]}. ${BAD_REQUEST}`,
      fix: 'Percent-encode names and values from UTF-8, each once, with the URL functions of the platform.',
      evidence: [
        {
          hop: request.hop,
          at: place(faulty.name, context.hop(request.hop)),
          actual: clip(faulty.raw),
        },
      ],
    };
  }
  if (!all.some(({ name }) => name.indexOf('[', 1) > 0)) return undefined;
  for (const { part, parameters } of listsOf(context.hop(request.hop))) {
    const conflict = nestingConflict(parameters);
    if (conflict === undefined) continue;
    return {
      summary: `The parameter ${quoted([conflict])} does not fit those before it: brackets make a list or a table of a name that was something else. ${BAD_REQUEST}`,
      fix: 'Leave brackets out of the names of parameters.',
      evidence: [{ hop: request.hop, at: { part, name: clip(conflict) } }],
    };
  }
  return undefined;
}

/** Parameters of the token request that have no other place (OpenID Connect Core, section 3.1.3.1). */
const TOKEN_NAMES = ['client_assertion', 'client_assertion_type', 'code', 'code_verifier', 'grant_type'];

function repeatedName(parameters: readonly Parameter[], kind: MessageKind): string | undefined {
  if (parameters.length < 2) return undefined;
  const seen = new Set<string>();
  for (const { name } of parameters) {
    if (!seen.has(name)) seen.add(name);
    else if (isProtocolName(name) || (kind === 'oidc-token-request' && TOKEN_NAMES.includes(name)))
      return name;
  }
  return undefined;
}

function duplicate(request: Request, context: RuleContext): Verdict {
  if (repeatedName(parametersOf(request), request.kind) === undefined) return undefined;
  for (const { part, parameters } of listsOf(context.hop(request.hop))) {
    const name = repeatedName(parameters, request.kind);
    if (name === undefined) continue;
    const values = parameters.filter((parameter) => parameter.name === name);
    const different = new Set(values.map(({ value }) => value)).size > 1;
    return {
      summary: `${name} is sent ${values.length} times${different ? ', with different values' : ''}. Login.gov takes the last and ignores the others.`,
      fix: `Send ${name} once.`,
      evidence: [
        { hop: request.hop, at: { part, name }, actual: `${values.length} times`, expected: 'once' },
      ],
    };
  }
  return undefined;
}

export const parameterFormRules: readonly Rule[] = [
  messageRule({
    id: 'locale-not-available',
    severity: 'warning',
    title: 'locale parameter not recognised',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: locale,
  }),
  messageRule({
    id: 'invalid-utf8-or-null-byte',
    severity: 'error',
    title: 'Parameter has invalid UTF-8 or a NUL byte',
    docs: [DOCS.genericError],
    on,
    check: unreadable,
  }),
  messageRule({
    id: 'duplicate-parameter',
    severity: 'warning',
    title: 'Same query parameter twice',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: duplicate,
  }),
];
