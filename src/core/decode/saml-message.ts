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
import { type DecodedXml, decodeSamlMessage } from './saml-encoding.ts';
import { attribute, childrenNamed, type XmlElement } from './xml.ts';

/** Most AuthnContextClassRef elements that are read. */
export const MAX_CLASS_REFS = 1000;

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const REQUESTS = ['AuthnRequest', 'LogoutRequest'];
const SIGNATURE_NAMESPACES = ['http://www.w3.org/2000/09/xmldsig#', ''];

/**
 * Decodes the SAMLRequest among the parameters. `expected` is what the endpoint takes; the root element
 * decides when it says otherwise.
 */
export function decodeSamlRequest(
  hop: string,
  binding: SamlBinding,
  parameters: readonly Parameter[],
  expected: SamlRequest['kind'],
): SamlRequest {
  const { decoded, rest } = take('SAMLRequest', binding, parameters);
  const document = decoded.root === undefined ? undefined : requestDocument(requestIn(decoded.root));
  const kind =
    document?.root === 'AuthnRequest'
      ? 'saml-authn-request'
      : document?.root === 'LogoutRequest'
        ? 'saml-logout-request'
        : expected;
  const problem = decoded.decoding.problem ?? notSaml(decoded.root, REQUESTS);
  return {
    kind,
    hop,
    binding,
    parameters: rest,
    decoding: { ...decoded.decoding, ...(problem !== undefined && { problem }) },
    ...(document !== undefined && { document }),
  };
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
  const problem = decoded.decoding.problem ?? notSaml(decoded.root, ['Response', 'LogoutResponse']);
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
export function isReadable({ document, decoding }: SamlRequest): boolean {
  const { problem } = decoding;
  return document !== undefined && (problem === undefined || problem.code === 'not-xml');
}

function take(name: string, binding: SamlBinding, parameters: readonly Parameter[]) {
  const message = parameters.findLast((parameter) => parameter.name === name);
  const decoded: DecodedXml = decodeSamlMessage(message?.value ?? '', message?.raw ?? '', binding);
  return { decoded, rest: parameters.filter((parameter) => parameter !== message) };
}

/** Login.gov finds the request wherever it stands in the document. */
function requestIn(root: XmlElement): XmlElement {
  return find(root, ({ local, namespace }) => namespace === PROTOCOL && REQUESTS.includes(local)) ?? root;
}

/** The wanted element may stand anywhere, but in the namespace of SAML 2.0. */
function notSaml(root: XmlElement | undefined, wanted: readonly string[]): DecodingProblem | undefined {
  if (root === undefined) return undefined;
  const isWanted = ({ local, namespace }: XmlElement) => namespace === PROTOCOL && wanted.includes(local);
  if (find(root, isWanted) !== undefined) return undefined;
  const where = root.namespace === '' ? 'no namespace' : `namespace "${root.namespace}"`;
  const detail = `The root element is ${root.local} in ${where}; ${wanted.join(' or ')} of SAML 2.0 is expected.`;
  return { code: 'not-saml', step: 'xml', detail };
}

function requestDocument(root: XmlElement): SamlRequestDocument {
  const context = childrenNamed(root, 'RequestedAuthnContext')[0];
  const signature = embeddedSignature(root);
  return {
    root: root.local,
    ...compact({
      id: attribute(root, 'ID'),
      issuer: childrenNamed(root, 'Issuer')[0]?.text,
      destination: attribute(root, 'Destination'),
      issueInstant: attribute(root, 'IssueInstant'),
      assertionConsumerServiceUrl: attribute(root, 'AssertionConsumerServiceURL'),
      nameIdFormat: attribute(childrenNamed(root, 'NameIDPolicy')[0], 'Format'),
      forceAuthn: attribute(root, 'ForceAuthn'),
      comparison: attribute(context, 'Comparison'),
    }),
    classRefs: childrenNamed(context, 'AuthnContextClassRef')
      .slice(0, MAX_CLASS_REFS)
      .map((element) => element.text),
    ...(signature !== undefined && { signature }),
  };
}

function responseDocument(root: XmlElement): SamlResponseDocument {
  return {
    root: root.local,
    ...compact({
      issuer: childrenNamed(root, 'Issuer')[0]?.text,
      destination: attribute(root, 'Destination'),
      inResponseTo: attribute(root, 'InResponseTo'),
      status: attribute(childrenNamed(childrenNamed(root, 'Status')[0], 'StatusCode')[0], 'Value'),
    }),
    encrypted: childrenNamed(root, 'EncryptedAssertion').length > 0,
  };
}

/** The first Signature element anywhere, in the XML-Signature namespace or in none, as Login.gov looks for it. */
function embeddedSignature(root: XmlElement): EmbeddedSignature | undefined {
  const signature = find(root, (element) => {
    return element.local === 'Signature' && SIGNATURE_NAMESPACES.includes(element.namespace);
  });
  if (signature === undefined) return undefined;
  const info = childrenNamed(signature, 'SignedInfo')[0];
  const digest = childrenNamed(childrenNamed(info, 'Reference')[0], 'DigestMethod')[0];
  return {
    ...compact({
      signatureMethod: attribute(childrenNamed(info, 'SignatureMethod')[0], 'Algorithm'),
      digestMethod: attribute(digest, 'Algorithm'),
    }),
    hasCertificate: find(signature, (element) => element.local === 'X509Certificate') !== undefined,
  };
}

function find(element: XmlElement, wanted: (element: XmlElement) => boolean): XmlElement | undefined {
  if (wanted(element)) return element;
  for (const child of element.children) {
    const found = find(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Leaves out what is undefined, so that optional properties are absent rather than undefined. */
function compact<T extends Record<string, string | undefined>>(record: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
