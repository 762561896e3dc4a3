import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/core/model/index.ts';
import {
  isSecretInMessage,
  isSecretName,
  isSecretParameter,
  maskText,
  maskUrl,
  maskXml,
  shorten,
} from '../../../src/formats/report/mask.ts';

const CODE = '6a17cd9e-34f1-4a5e-9d38-0b1f0c7f2e55';
const STATE = 'f3Zq8LmT2vXw0RkYb7NcJ5sHd9GpA1eU';

describe('isSecretName', () => {
  it.each([
    'code',
    'SAMLResponse',
    'id_token_hint',
    'client_assertion',
    'Signature',
    'code_verifier',
    'access_token',
    'confirmation_token',
    'client_secret',
  ])('holds the parameter %s back', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['Set-Cookie', 'AUTHORIZATION', 'x-csrf-token'])('holds the header %s back', (name) =>
    expect(isSecretName(name)).toBe(true),
  );

  it.each(['client_id', 'redirect_uri', 'SAMLRequest', 'code_challenge', 'error', 'secretary'])(
    'shows %s',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('isSecretParameter', () => {
  it('holds long values of unknown parameters back, but not at Login.gov', () => {
    expect(isSecretParameter('t', CODE, 'https://app.other.gov/')).toBe(true);
    expect(isSecretParameter('t', CODE, 'https://secure.login.gov/')).toBe(false);
    expect(isSecretParameter('lang', 'en', 'https://app.other.gov/')).toBe(false);
  });

  it('shows what belongs to the sign-in', () => {
    const callback = 'https://app.other.gov/callback';
    expect(isSecretParameter('RelayState', '/applications/17/status', callback)).toBe(false);
    expect(isSecretParameter('error_description', 'something went wrong', callback)).toBe(false);
  });
});

describe('isSecretInMessage', () => {
  const message = (kind: 'oidc-authorize-request' | 'oidc-authorize-response'): Message => ({
    kind,
    hop: 'h1',
    parameters: [],
    request: 'h1',
    problems: [],
  });

  it('takes requests as sent to Login.gov and responses as sent elsewhere', () => {
    expect(isSecretInMessage(message('oidc-authorize-request'), 'extra', CODE)).toBe(false);
    expect(isSecretInMessage(message('oidc-authorize-response'), 'extra', CODE)).toBe(true);
  });
});

describe('shorten', () => {
  it('shows six characters and the length', () => {
    expect(shorten(CODE)).toBe('6a17cd… (36 characters)');
  });

  it('shows less of a short value, never all of it', () => {
    expect(shorten('abcdefgh')).toBe('ab… (8 characters)');
    expect(shorten('ab')).toBe('… (2 characters)');
  });
});

describe('maskUrl', () => {
  it('shortens a ticket at another site and leaves the rest', () => {
    expect(maskUrl(`https://app.other.gov/home?ticket=${CODE}&t=${STATE}&lang=en#top`)).toBe(
      'https://app.other.gov/home?ticket=6a17cd…(36)&t=f3Zq8L…(32)&lang=en#top',
    );
  });

  it('shortens a token of an e-mailed link to Login.gov', () => {
    expect(
      maskUrl('https://secure.login.gov/sign_up/email/confirm?confirmation_token=Xy12Zw34Xy12&a=b'),
    ).toBe('https://secure.login.gov/sign_up/email/confirm?confirmation_token=Xy12…(12)&a=b');
  });
});

describe('maskText', () => {
  it('shortens secrets in a URL and leaves the rest', () => {
    expect(maskText(`https://sp.example.gov/cb?code=${CODE}&lang=en&state=${STATE}#top`)).toBe(
      'https://sp.example.gov/cb?code=6a17cd…(36)&lang=en&state=f3Zq8L…(32)#top',
    );
  });

  it('finds them in a URL inside of a parameter', () => {
    const login = 'https://idp.int.identitysandbox.gov';
    expect(maskText(`${login}/?next=%2Fcb%3Fcode%3D${CODE}%26lang%3Den`)).toBe(
      `${login}/?next=%2Fcb%3Fcode%3D6a17cd…(36)%26lang%3Den`,
    );
    expect(maskText(`${login}/?next=%2Fcb%3Flogin_ticket%3D${CODE}`)).toBe(
      `${login}/?next=%2Fcb%3Flogin_ticket%3D6a17cd…(36)`,
    );
  });

  it('finds them in a relative redirect and at an app’s own scheme', () => {
    expect(maskText(`/home?t=${CODE}&lang=en`)).toBe('/home?t=6a17cd…(36)&lang=en');
    expect(maskText(`gov.example.app:/cb?t=${CODE}`)).toBe('gov.example.app:/cb?t=6a17cd…(36)');
  });

  it('finds them in a fragment and in a sentence', () => {
    expect(maskText('app:cb#id_token=eyJhbGciOiJub25lIn0')).toBe('app:cb#id_token=eyJhbG…(19)');
    expect(maskText('It was sent back with "state=abcdefghijklmnopqr".')).toBe(
      'It was sent back with "state=abcdef…(18)".',
    );
  });

  it('leaves names that only contain one', () => {
    const text = 'code_challenge=abcdefghijklmnopqr&zip_code=20405';
    expect(maskText(text)).toBe(text);
  });

  it('ends with long text that is almost a URL', () => {
    for (const piece of ['/a', 'a:/', ' /', '&a-', '/?', 'token', '_']) {
      const text = piece.repeat(200_000 / piece.length);
      expect(maskText(text).length).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('maskXml', () => {
  it('shortens what names the user and what nobody reads', () => {
    const xml = `<saml:NameID Format="x">user@example.gov</saml:NameID><X509Certificate>${'MIIC'.repeat(30)}</X509Certificate><Issuer>urn:x</Issuer>`;
    expect(maskXml(xml)).toBe(
      '<saml:NameID Format="x">user@… (16 characters)</saml:NameID><X509Certificate>MIICMI… (120 characters)</X509Certificate><Issuer>urn:x</Issuer>',
    );
  });
});
