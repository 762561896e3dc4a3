import { LIMITS } from '../limits.ts';
import type {
  DecodingProblem,
  EmbeddedSignature,
  Parameter,
  SamlBinding,
  SamlRequest,
  SamlRequestDocument,
  SamlResponse,
  SamlResponseDocument,
} from '../model/index.ts';
import { type DecodedXml, decodeSamlMessage, XML_FAULTS } from './saml-encoding.ts';
import { attribute, childrenNamed, type XmlElement } from './xml-element.ts';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SIGNATURE_NAMESPACES = ['http://www.w3.org/2000/09/xmldsig#', ''];

/**
 * Decodes the SAMLRequest among the parameters. `expected` is what the endpoint takes; at the endpoints for
 * sign-in and logout the document decides when it says otherwise.
 */
export function decodeSamlRequest(
  hop: string,
  binding: SamlBinding,
  parameters: readonly Parameter[],
  expected: SamlRequest['kind'],
): SamlRequest {
  const { decoded, rest, taken } = take('SAMLRequest', binding, parameters);
  const document = decoded.root === undefined ? undefined : requestDocument(decoded.root);
  const problem = decoded.decoding.problem ?? notSaml(decoded.root, document);
  return {
    kind: expected === 'saml-remote-logout-request' ? expected : (kindOf(document) ?? expected),
    hop,
    binding,
    ...(taken !== undefined && { samlRequest: taken }),
    parameters: rest,
    decoding: { ...decoded.decoding, ...(problem !== undefined && { problem }) },
    ...(document !== undefined && { document }),
  };
}

function kindOf(document: SamlRequestDocument | undefined): SamlRequest['kind'] | undefined {
  if (document?.hasAuthnRequest === true) return 'saml-authn-request';
  return document?.hasLogoutRequest === true ? 'saml-logout-request' : undefined;
}

/** A posted request whose body nobody saw, or which was too large to be kept: `bytes` is its size then. */
export function unseenSamlRequest(hop: string, kind: SamlRequest['kind'], bytes?: number): SamlRequest {
  const problem: DecodingProblem =
    bytes === undefined
      ? { code: 'not-seen', step: 'parameter', detail: 'The body of the request was not seen.' }
      : { code: 'too-large', step: 'parameter', detail: `The body has ${bytes} bytes and was not kept.` };
  return { kind, hop, binding: 'HTTP-POST', parameters: [], decoding: { steps: [], problem } };
}

/** Decodes the SAMLResponse among the parameters, as Login.gov sends it to the service provider. */
export function decodeSamlResponse(
  hop: string,
  binding: SamlBinding,
  parameters: readonly Parameter[],
): SamlResponse {
  const { decoded, rest } = take('SAMLResponse', binding, parameters);
  const document = decoded.root === undefined ? undefined : responseDocument(decoded.root);
  const expected = ['Response', 'LogoutResponse'];
  const problem =
    decoded.decoding.problem ??
    (decoded.root === undefined || isIn(decoded.root, PROTOCOL, expected)
      ? undefined
      : unexpectedRoot(decoded.root, expected));
  return {
    kind: document?.root === 'LogoutResponse' ? 'saml-logout-response' : 'saml-response',
    hop,
    binding,
    parameters: rest,
    decoding: { ...decoded.decoding, ...(problem !== undefined && { problem }) },
    ...(document !== undefined && { document }),
  };
}

/** Whether Login.gov, too, finds an AuthnRequest or LogoutRequest in it; a fault behind the root does not matter. */
export function isReadable({ document, decoding }: Pick<SamlRequest, 'decoding' | 'document'>): boolean {
  const { problem } = decoding;
  if (document === undefined) return false;
  return problem === undefined || XML_FAULTS.includes(problem.code) || problem.tolerated === true;
}

function take(name: string, binding: SamlBinding, parameters: readonly Parameter[]) {
  const taken = parameters.findLast((parameter) => parameter.name === name && parameter.valueless !== true);
  const decoded: DecodedXml = decodeSamlMessage(taken?.value ?? '', taken?.raw ?? '', binding);
  return { decoded, taken, rest: parameters.filter((parameter) => parameter !== taken) };
}

/** The request may stand anywhere, but in the namespace of SAML 2.0. */
function notSaml(
  root: XmlElement | undefined,
  document: SamlRequestDocument | undefined,
): DecodingProblem | undefined {
  if (root === undefined || document?.hasAuthnRequest === true || document?.hasLogoutRequest === true)
    return undefined;
  return unexpectedRoot(root, ['AuthnRequest', 'LogoutRequest']);
}

function unexpectedRoot(root: XmlElement, wanted: readonly string[]): DecodingProblem {
  const where = root.namespace === '' ? 'no namespace' : `namespace "${root.namespace}"`;
  const detail = `The root element is ${root.local} in ${where}; ${wanted.join(' or ')} of SAML 2.0 is expected.`;
  return { code: 'not-saml', step: 'xml', detail };
}

function isIn({ local, namespace }: XmlElement, wanted: string, locals: readonly string[]): boolean {
  return namespace === wanted && locals.includes(local);
}

/**
 * Reads the document by the paths that Login.gov's library uses: the request, the issuer, the session index and
 * the signature are the first of their kind anywhere; class references and NameIDPolicy are children of an
 * AuthnRequest anywhere.
 */
function requestDocument(root: XmlElement): SamlRequestDocument {
  const found: FoundElements = { classRefs: [], ids: new Set() };
  collect(root, found);
  const request = found.authnRequest ?? found.logoutRequest ?? root;
  const signature = found.signature === undefined ? undefined : embeddedSignature(found.signature, found.ids);
  return {
    root: request.local,
    hasAuthnRequest: found.authnRequest !== undefined,
    hasLogoutRequest: found.logoutRequest !== undefined,
    ...compact({
      id: attribute(request, 'ID'),
      version: attribute(request, 'Version'),
      issuer: found.issuer?.text,
      destination: attribute(request, 'Destination'),
      issueInstant: attribute(request, 'IssueInstant'),
      assertionConsumerServiceUrl: attribute(request, 'AssertionConsumerServiceURL'),
      assertionConsumerServiceIndex: attribute(request, 'AssertionConsumerServiceIndex'),
      protocolBinding: attribute(request, 'ProtocolBinding'),
      nameIdFormat: found.nameIdFormat,
      forceAuthn: attribute(request, 'ForceAuthn'),
      isPassive: attribute(request, 'IsPassive'),
      comparison: attribute(found.context, 'Comparison'),
      sessionIndex: found.sessionIndex?.text,
      certificate: found.certificate?.text,
    }),
    classRefs: found.classRefs,
    ...(signature !== undefined && { signature }),
  };
}

/** What one walk through the document finds, each the first in document order. */
interface FoundElements {
  authnRequest?: XmlElement;
  logoutRequest?: XmlElement;
  issuer?: XmlElement;
  context?: XmlElement;
  nameIdFormat?: string;
  sessionIndex?: XmlElement;
  signature?: XmlElement;
  certificate?: XmlElement;
  readonly classRefs: string[];
  /** Values of every attribute ID. */
  readonly ids: Set<string>;
}

function collect(element: XmlElement, found: FoundElements): void {
  const { local, namespace } = element;
  const id = attribute(element, 'ID');
  if (id !== undefined) found.ids.add(id);
  if (namespace === PROTOCOL) {
    if (local === 'AuthnRequest') {
      found.authnRequest ??= element;
      collectAuthnRequest(element, found);
    } else if (local === 'LogoutRequest') found.logoutRequest ??= element;
    else if (local === 'SessionIndex') found.sessionIndex ??= element;
  } else if (namespace === ASSERTION && local === 'Issuer') found.issuer ??= element;
  else if (SIGNATURE_NAMESPACES.includes(namespace)) {
    if (local === 'Signature') found.signature ??= element;
    else if (local === 'X509Certificate') found.certificate ??= element;
  }
  for (const child of element.children) collect(child, found);
}

function collectAuthnRequest({ children }: XmlElement, found: FoundElements): void {
  for (const child of children) {
    if (child.namespace !== PROTOCOL) continue;
    if (child.local === 'NameIDPolicy') {
      const format = attribute(child, 'Format');
      if (format !== undefined) found.nameIdFormat ??= format;
    } else if (child.local === 'RequestedAuthnContext') {
      found.context ??= child;
      for (const ref of child.children) {
        const wanted = isIn(ref, ASSERTION, ['AuthnContextClassRef']);
        if (wanted && found.classRefs.length < LIMITS.classRefs) found.classRefs.push(ref.text);
      }
    }
  }
}

function embeddedSignature(signature: XmlElement, ids: ReadonlySet<string>): EmbeddedSignature {
  const info = childrenNamed(signature, 'SignedInfo')[0];
  const references = childrenNamed(info, 'Reference');
  return {
    ...compact({
      signatureMethod: attribute(childrenNamed(info, 'SignatureMethod')[0], 'Algorithm'),
      digestMethod: attribute(childrenNamed(references[0], 'DigestMethod')[0], 'Algorithm'),
    }),
    hasSignedInfo: info !== undefined,
    hasSignatureValue: childrenNamed(signature, 'SignatureValue').length > 0,
    references: references.map((reference) => {
      const uri = attribute(reference, 'URI');
      return { ...compact({ uri }), found: uri !== undefined && ids.has(uri.slice(1)) };
    }),
  };
}

function responseDocument(root: XmlElement): SamlResponseDocument {
  const assertion = childrenNamed(root, 'Assertion')[0];
  const conditions = childrenNamed(assertion, 'Conditions')[0];
  const subject = childrenNamed(assertion, 'Subject')[0];
  return {
    root: root.local,
    ...compact({
      id: attribute(root, 'ID'),
      issuer: childrenNamed(root, 'Issuer')[0]?.text,
      issueInstant: attribute(root, 'IssueInstant'),
      destination: attribute(root, 'Destination'),
      inResponseTo: attribute(root, 'InResponseTo'),
      status: attribute(childrenNamed(childrenNamed(root, 'Status')[0], 'StatusCode')[0], 'Value'),
      notBefore: attribute(conditions, 'NotBefore'),
      notOnOrAfter: attribute(conditions, 'NotOnOrAfter'),
      audience: childrenNamed(childrenNamed(conditions, 'AudienceRestriction')[0], 'Audience')[0]?.text,
      nameIdFormat: attribute(childrenNamed(subject, 'NameID')[0], 'Format'),
    }),
    encrypted: childrenNamed(root, 'EncryptedAssertion').length > 0,
    hasAssertion: assertion !== undefined,
    signed: [root, assertion].some((element) => childrenNamed(element, 'Signature').length > 0),
  };
}

/** Leaves out what is undefined, so that optional properties are absent rather than undefined. */
function compact<T extends Record<string, string | undefined>>(record: T): { [K in keyof T]?: string } {
  const kept: { [K in keyof T]?: string } = {};
  for (const key in record) if (record[key] !== undefined) kept[key] = record[key];
  return kept;
}
