import { describe, expect, test } from 'vitest';
import {
  PortalConfigurationError,
  parsePortalConfiguration,
  parsePortalConfigurations,
  readPortalConfigurations,
} from '../../../src/formats/portal/parse-portal-configuration.ts';

test('known fields are read, others ignored', () => {
  const portal = {
    issuer: 'urn:example',
    redirect_uris: ['https://sp.example.gov/cb'],
    acs_url: null,
    certs: [],
    ial: 2,
    default_aal: null,
    active: true,
    attribute_bundle: ['email'],
  };

  const json = JSON.stringify({ ...portal, agency: 'x', __proto__: { y: 1 } });
  expect(parsePortalConfiguration(json)).toEqual({ portal, problems: [] });
  expect(parsePortalConfiguration('\ufeff{}')).toEqual({ portal: {}, problems: [] });
});

test('a list that the portal has as null is empty', () => {
  const lists = { certs: null, redirect_uris: null, attribute_bundle: null };
  expect(parsePortalConfiguration(JSON.stringify(lists))).toEqual({
    portal: { certs: [], redirect_uris: [], attribute_bundle: [] },
    problems: [],
  });
});

describe('a wrong field is named and left out, the others stay', () => {
  test.each([
    ['{"redirect_uris":"https://sp.example.gov"}', 'redirect_uris must be a list, not text'],
    ['{"redirect_uris":["a",7]}', 'redirect_uris.1 must be text, not 7'],
    ['{"ial":3}', 'ial must be (1 | 2), not 3'],
    ['{"active":"yes"}', 'active must be true or false, not text'],
    ['{"issuer":null}', 'issuer must be text, not null'],
  ])('%s', (json, problem) => {
    const withOthers = json.replace('{', '{"pkce":true,"default_aal":2,');
    expect(parsePortalConfiguration(withOthers)).toEqual({
      portal: { pkce: true, default_aal: 2 },
      problems: [problem],
    });
  });

  test('each of several', () => {
    const { problems } = parsePortalConfiguration('{"ial":3,"active":"yes","certs":["x"]}');
    expect(problems).toEqual(['ial must be (1 | 2), not 3', 'active must be true or false, not text']);
  });
});

describe('what is no portal configuration', () => {
  test.each([
    ['null', 'the top level must be an object, not null'],
    ['[]', 'the top level must be an object, not a list'],
    ['{"ial":', 'not JSON: the text ends too early, after 7 characters'],
  ])('%s', (json, message) => {
    expect(() => parsePortalConfiguration(json)).toThrow(PortalConfigurationError);
    expect(() => parsePortalConfiguration(json)).toThrow(message);
  });
});

describe('several configurations', () => {
  test('come as a list, one alone as an object', () => {
    const list = '[{"issuer":"urn:one","ial":1},{"issuer":"urn:two","agency":"x"}]';
    expect(parsePortalConfigurations(list)).toEqual({
      portals: [{ issuer: 'urn:one', ial: 1 }, { issuer: 'urn:two' }],
      problems: [],
    });
    expect(parsePortalConfigurations('{"issuer":"urn:one"}')).toEqual({
      portals: [{ issuer: 'urn:one' }],
      problems: [],
    });
  });

  test('a wrong field costs nothing but itself', () => {
    expect(parsePortalConfigurations('[{"issuer":"urn:one","ial":3},7,{"issuer":"urn:two"}]')).toEqual({
      portals: [{ issuer: 'urn:one' }, { issuer: 'urn:two' }],
      problems: ['1: ial must be (1 | 2), not 3', '2: the top level must be an object, not 7'],
    });
  });

  test('are bounded', () => {
    const { portals, problems } = readPortalConfigurations(Array.from({ length: 201 }, () => ({})));
    expect(portals).toHaveLength(200);
    expect(problems).toEqual(['the list has 201 configurations; 200 were read']);
  });

  test('other JSON is none', () => {
    expect(() => parsePortalConfigurations('"urn:one"')).toThrow(PortalConfigurationError);
  });
});
