import { describe, expect, it } from 'vitest';
import { isSecret, maskText, shorten } from '../../../src/extension/inspector/secrets.ts';
import { CODE, STATE } from './samples.ts';

describe('isSecret', () => {
  it.each([
    'code',
    'SAMLResponse',
    'id_token_hint',
    'client_assertion',
    'Signature',
    'state',
    'nonce',
    'code_verifier',
  ])('holds %s back', (name) => expect(isSecret(name)).toBe(true));

  it('holds headers with credentials back, in any case', () => {
    expect(isSecret('Set-Cookie')).toBe(true);
    expect(isSecret('AUTHORIZATION')).toBe(true);
  });

  it.each(['client_id', 'redirect_uri', 'SAMLRequest', 'code_challenge', 'error'])('shows %s', (name) =>
    expect(isSecret(name)).toBe(false),
  );
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

describe('maskText', () => {
  it('shortens secrets in a URL and leaves the rest', () => {
    expect(maskText(`https://sp.example.gov/cb?code=${CODE}&lang=en&state=${STATE}#top`)).toBe(
      'https://sp.example.gov/cb?code=6a17cd…(36)&lang=en&state=f3Zq8L…(32)#top',
    );
  });

  it('finds them in a URL inside of a parameter', () => {
    expect(maskText(`https://sp.example.gov/?next=%2Fcb%3Fcode%3D${CODE}%26lang%3Den`)).toBe(
      'https://sp.example.gov/?next=%2Fcb%3Fcode%3D6a17cd…(36)%26lang%3Den',
    );
  });

  it('finds them in a fragment and in a sentence', () => {
    expect(maskText('app:cb#id_token=eyJhbGciOiJub25lIn0')).toBe('app:cb#id_token=eyJhbG…(19)');
    expect(maskText('It was sent back with "state=abcdefghijklmnopqr".')).toBe(
      'It was sent back with "state=abcdef…(18)".',
    );
  });

  it('leaves names that only contain one', () => {
    const url = 'https://idp.example.gov/?code_challenge=abcdefghijklmnopqr&zip_code=20405';
    expect(maskText(url)).toBe(url);
  });
});
