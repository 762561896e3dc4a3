import { describe, expect, test } from 'vitest';
import { decodeSamlRequest, decodeSamlResponse } from '../../../src/core/decode/saml-message.ts';
import { LIMITS } from '../../../src/core/limits.ts';
import type { Parameter } from '../../../src/core/model/index.ts';
import { authnRequest, base64, logoutRequest, RSA_SHA256, SAML_ISSUER } from '../../support/builders.ts';

function field(name: string, value: string): Parameter {
  return { name, value, raw: value };
}

function request(xml: string, ...others: readonly Parameter[]) {
  return decodeSamlRequest(
    'h',
    'HTTP-POST',
    [...others, field('SAMLRequest', base64(xml))],
    'saml-authn-request',
  );
}

function response(xml: string) {
  return decodeSamlResponse('h', 'HTTP-POST', [field('SAMLResponse', base64(xml))]);
}

describe('an AuthnRequest', () => {
  test('is read with everything the rules ask for', () => {
    const xml = authnRequest({
      attributes: { AssertionConsumerServiceURL: 'https://app.example.gov/acs', ForceAuthn: 'true' },
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      classRefs: ['a', ' b\n'],
      comparison: 'minimum',
      signatureMethod: RSA_SHA256,
    });
    expect(request(xml).document).toEqual({
      root: 'AuthnRequest',
      hasAuthnRequest: true,
      hasLogoutRequest: false,
      id: '_4f3c2b1a09d8',
      version: '2.0',
      issuer: SAML_ISSUER,
      destination: 'https://idp.int.identitysandbox.gov/api/saml/auth2026',
      issueInstant: '2026-03-03T15:41:07Z',
      assertionConsumerServiceUrl: 'https://app.example.gov/acs',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      forceAuthn: 'true',
      comparison: 'minimum',
      classRefs: ['a', ' b\n'],
      signature: {
        signatureMethod: RSA_SHA256,
        hasSignedInfo: true,
        hasSignatureValue: true,
        references: [{ uri: '#_4f3c2b1a09d8', found: true }],
      },
    });
  });

  test('has nothing that it does not say', () => {
    expect(request('<AuthnRequest/>').document).toEqual({
      root: 'AuthnRequest',
      hasAuthnRequest: false,
      hasLogoutRequest: false,
      classRefs: [],
    });
  });

  test('keeps the other parameters and not the message itself', () => {
    const relayState = field('RelayState', 'x');
    expect(request(authnRequest(), relayState).parameters).toEqual([relayState]);
  });

  test('is read to a number of class references', () => {
    const classRefs = Array.from({ length: LIMITS.classRefs + 5 }, (_, index) => `r${index}`);
    const read = request(authnRequest({ classRefs })).document?.classRefs;
    expect(read).toEqual(classRefs.slice(0, LIMITS.classRefs));
  });
});

describe('the signature of a request', () => {
  const signature = (namespace: string) =>
    `<a:AuthnRequest xmlns:a="urn:a"><a:Extensions><Signature${namespace}><SignedInfo><SignatureMethod Algorithm="m"/><Reference><DigestMethod Algorithm="d"/></Reference></SignedInfo><KeyInfo><X509Data><X509Certificate>MII=</X509Certificate></X509Data></KeyInfo></Signature></a:Extensions></a:AuthnRequest>`;

  test.each(['', ' xmlns="http://www.w3.org/2000/09/xmldsig#"'])(
    'is found anywhere, with namespace %j',
    (namespace) => {
      expect(request(signature(namespace)).document?.signature).toEqual({
        signatureMethod: 'm',
        digestMethod: 'd',
        hasSignedInfo: true,
        hasSignatureValue: false,
        references: [{ found: false }],
      });
      expect(request(signature(namespace)).document?.certificate).toBe('MII=');
    },
  );

  test('is none in another namespace', () => {
    expect(request(signature(' xmlns="urn:other"')).document?.signature).toBeUndefined();
  });
});

describe('the kind of a request', () => {
  test('is what the root element says, even at the endpoint for the other', () => {
    expect(request(logoutRequest()).kind).toBe('saml-logout-request');
  });

  test('is what the endpoint takes when the root element is another, and that is a problem', () => {
    const { kind, decoding } = request('<Response/>');
    expect(kind).toBe('saml-authn-request');
    expect(decoding.problem).toEqual({
      code: 'not-saml',
      step: 'xml',
      detail:
        'The root element is Response in no namespace; AuthnRequest or LogoutRequest of SAML 2.0 is expected.',
    });
  });
});

test('a request inside another element is one, as Login.gov looks for it', () => {
  const wrapped = `<Envelope xmlns="urn:soap">${authnRequest()}</Envelope>`;
  expect(request(wrapped).decoding.problem).toBeUndefined();
  expect(request('<Envelope xmlns="urn:soap"/>').decoding.problem?.code).toBe('not-saml');
});

test('of two requests in one message the last is read', () => {
  const first = field('SAMLRequest', base64(authnRequest({ issuer: 'first' })));
  expect(request(authnRequest({ issuer: 'last' }), first).document?.issuer).toBe('last');
});

describe('a Response', () => {
  test('is read, its status and whether it is encrypted included', () => {
    const xml =
      '<p:Response xmlns:p="urn:p" Destination="https://app.example.gov/acs" InResponseTo="_1"><Issuer>idp</Issuer><p:Status><p:StatusCode Value="urn:success"/></p:Status><EncryptedAssertion/></p:Response>';
    expect(response(xml)).toMatchObject({
      kind: 'saml-response',
      document: {
        root: 'Response',
        issuer: 'idp',
        destination: 'https://app.example.gov/acs',
        inResponseTo: '_1',
        status: 'urn:success',
        encrypted: true,
      },
    });
  });

  test('to a logout is one of its own kind', () => {
    expect(response('<LogoutResponse/>')).toMatchObject({
      kind: 'saml-logout-response',
      document: { root: 'LogoutResponse', encrypted: false },
    });
  });

  test('is none with another root element', () => {
    expect(response('<AuthnRequest/>').decoding.problem).toMatchObject({ code: 'not-saml' });
  });

  test('that is missing has no document', () => {
    const { document, decoding } = decodeSamlResponse('h', 'HTTP-POST', []);
    expect([document, decoding.problem?.code]).toEqual([undefined, 'missing']);
  });
});

test('an AuthnRequest inside another element is read as Login.gov reads it', () => {
  const { kind, document, decoding } = request(
    '<Envelope><samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_inner"/></Envelope>',
  );
  expect({ kind, id: document?.id, problem: decoding.problem }).toEqual({
    kind: 'saml-authn-request',
    id: '_inner',
    problem: undefined,
  });
});
