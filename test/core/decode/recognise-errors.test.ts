import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recogniseErrors } from '../../../src/core/decode/recognise-errors.ts';
import { ERROR_TEXTS, type ErrorContext } from '../../../src/core/login-gov/error-texts.ts';
import { CATALOGUE } from '../../support/rule-catalogue.ts';

/** A message as the list of the identity provider's texts has it. */
interface Listed {
  readonly id: string;
  readonly prefix: string | null;
  readonly text: string;
  readonly contexts: readonly ErrorContext[];
  readonly rules: Readonly<Partial<Record<ErrorContext, readonly string[]>>>;
  readonly localised?: Readonly<Record<'es' | 'fr' | 'zh', string>>;
  readonly link?: string;
}

const LISTED: readonly Listed[] = JSON.parse(
  readFileSync(new URL('../../fixtures/idp-errors.json', import.meta.url), 'utf8'),
);

/** What a person sees in each language; a text with a link is translated around it. */
function shown({ prefix, text, localised, link }: Listed): readonly string[] {
  const others =
    link === undefined
      ? Object.values(localised ?? {})
      : [`Vea ${link}`, `Consultez notre documentation : ${link}.`, `请参阅我们的文档 ${link}`];
  return [text, ...others].map((words) => {
    const filled = words
      .replace('%{count}', '22')
      .replace(/%\{\w+\}/g, 'https://idp.int.identitysandbox.gov/x');
    return prefix === null ? filled : `${prefix} ${filled}`;
  });
}

const ids = (text: string, context: ErrorContext) => recogniseErrors(text, context).map(({ id }) => id);

const cases = LISTED.flatMap((listed) =>
  listed.contexts.flatMap((context) => shown(listed).map((text) => ({ listed, context, text }))),
);

test.each(cases)('$context: $text', ({ listed, context, text }) => {
  const found = recogniseErrors(text, context);
  expect(found.find(({ id }) => id === listed.id)?.rules).toEqual(listed.rules[context]);
  // Two texts about certificates are the same in all languages but English.
  if (!listed.id.includes('cert')) expect(found).toHaveLength(1);
});

test.each(LISTED)(
  '$id is in the product with the same words',
  ({ id, prefix, text, rules, localised, link }) => {
    const entry = ERROR_TEXTS.find((candidate) => candidate.id === id);
    expect(entry).toMatchObject({ text, rules, ...(prefix !== null && { prefix }) });
    if (link !== undefined) expect(`https://${entry?.link}`).toBe(link);
    else if (localised !== undefined && localised.es !== text) {
      expect(entry?.localised).toEqual([localised.es, localised.fr, localised.zh]);
    }
  },
);

test('the list is the whole list', () => {
  expect(ERROR_TEXTS.map(({ id }) => id)).toEqual(LISTED.map(({ id }) => id));
});

describe('every text', () => {
  test('names rules of the catalogue', () => {
    const named = ERROR_TEXTS.flatMap(({ rules }) => Object.values(rules).flat());
    expect(named.filter((rule) => !CATALOGUE.has(rule))).toEqual([]);
  });

  test('says what to do, as a whole sentence', () => {
    for (const { fix } of ERROR_TEXTS) expect(fix).toMatch(/^[A-Z].*\.$/s);
  });
});

describe('a description that joins several', () => {
  const two = [
    'Acr values Please fill in this field.',
    'State is too short (minimum is 22 characters)',
    'Client Bad client_id. Please see our documentation at https://developers.login.gov/support/#bad-client-id',
    'Scope Please fill in this field.',
  ];
  const all = [
    'authorize-blank-acr-values',
    'authorize-blank-scope',
    'too-short-state',
    'authorize-bad-client-id',
  ];

  test('holds each of them, in the order of the list', () => {
    expect(ids(two.join(' '), 'oidc-authorize-error-description')).toEqual(all);
  });

  test('may be broken into lines', () => {
    expect(ids(two.join('\n').replaceAll(' ', '\n  '), 'oidc-authorize-html')).toEqual(all);
  });
});

test.each([
  ['n&#39;est pas inclus dans la liste', ['inclusion-prompt']],
  ['n&#x2019;est pas inclus dans la liste', ['inclusion-prompt']],
  ['n&rsquo;est pas inclus dans la liste', ['inclusion-prompt']],
  ['n&nothing;est pas inclus dans la liste', []],
])('with entities: Prompt %s', (text, expected) => {
  expect(ids(`Prompt ${text}`, 'oidc-authorize-html')).toEqual(expected);
});

describe('what only looks like one', () => {
  test.each([
    ['a longer anchor', 'https://developers.login.gov/support/#unauthorized-user', 'saml-auth-html'],
    ['a longer path', 'https://developers.login.gov/oidc/logout/more', 'oidc-logout-html'],
    [
      'another anchor of the page',
      'https://developers.login.gov/oidc/logout/#logout-request',
      'oidc-logout-html',
    ],
    ['another field', 'Locale Please fill in this field.', 'oidc-authorize-html'],
    ['the end of another word', 'MyState is too short (minimum is 22 characters)', 'oidc-authorize-html'],
    ['a text of another endpoint', 'Grant type is not included in the list', 'oidc-authorize-html'],
    ['nothing', '', 'oidc-authorize-html'],
  ] as const)('%s is none', (_, text, context) => {
    expect(ids(text, context)).toEqual([]);
  });

  test('a longer anchor is that of its own text only', () => {
    const text = 'Authn context … https://developers.login.gov/support/#unauthorized_auth_context';
    expect(ids(text, 'saml-auth-html')).toEqual(['saml-unauthorized-authn-context']);
  });
});

test('a very long text is searched only at its beginning', () => {
  const text = `${'Client assertion Invalid issuer. Expected '.repeat(50_000)}, received x`;
  expect(ids(text, 'oidc-token-json')).toEqual([]);
});
