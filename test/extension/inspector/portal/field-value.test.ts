import { describe, expect, it } from 'vitest';
import {
  changeField,
  linesOf,
  mergeProfiles,
} from '../../../../src/extension/inspector/portal/field-value.ts';
import { FIELD_GROUPS } from '../../../../src/extension/inspector/portal/fields.ts';

const PROFILE = { issuer: 'urn:one', ial: 1, redirect_uris: ['https://app.example.gov/cb'] } as const;

describe('changeField', () => {
  it('changes one field and keeps the others', () => {
    expect(changeField(PROFILE, { name: 'ial' }, 2, [])).toEqual({
      ok: true,
      profile: { ...PROFILE, ial: 2 },
    });
    expect(changeField(PROFILE, { name: 'ial' }, undefined, [])).toEqual({
      ok: true,
      profile: { issuer: 'urn:one', redirect_uris: ['https://app.example.gov/cb'] },
    });
    expect(changeField(PROFILE, { name: 'redirect_uris', isUri: true }, [], [])).toMatchObject({
      profile: { redirect_uris: [] },
    });
  });

  it('names a URI that is none', () => {
    const uris = ['https://app.example.gov/cb', 'app.example.gov/home'];
    expect(changeField(PROFILE, { name: 'redirect_uris', isUri: true }, uris, [])).toEqual({
      ok: false,
      problem: 'redirect_uris: "app.example.gov/home" is no absolute URI',
    });
  });

  it('takes no issuer twice', () => {
    expect(changeField(PROFILE, { name: 'issuer' }, 'urn:two', [{ issuer: 'urn:two' }])).toEqual({
      ok: false,
      problem: 'issuer: another configuration has this one',
    });
    expect(changeField(PROFILE, { name: 'issuer' }, undefined, [{ ial: 1 }])).toEqual({
      ok: false,
      problem: 'issuer: another configuration is for every application',
    });
  });

  it('says what the schema says', () => {
    expect(changeField(PROFILE, { name: 'issuer' }, 'x'.repeat(100_001), [])).toEqual({
      ok: false,
      problem: 'issuer must not be longer than 100000 characters',
    });
  });
});

describe('mergeProfiles', () => {
  it('replaces by issuer and adds the others', () => {
    const imported = [{ issuer: 'urn:one', ial: 2 }, { issuer: 'urn:two' }] as const;
    expect(mergeProfiles([PROFILE, { ial: 1 }], imported)).toEqual({
      profiles: [{ issuer: 'urn:one', ial: 2 }, { ial: 1 }, { issuer: 'urn:two' }],
      added: 1,
      replaced: 1,
    });
  });
});

describe('the form', () => {
  it('has every field that a choice of can be kept', () => {
    for (const field of FIELD_GROUPS.flatMap(({ fields }) => fields)) {
      if (field.kind !== 'choice') continue;
      for (const [value] of field.choices) {
        expect(changeField({}, field, value as never, [])).toEqual({
          ok: true,
          profile: { [field.name]: value },
        });
      }
    }
  });

  it('takes one value a line', () => {
    expect(linesOf(' https://a.example/ \n\n\turn:b\n')).toEqual(['https://a.example/', 'urn:b']);
  });
});
