/** Signatures and certificates: loaded on demand, for the libraries behind it are large. */
export { type Certificate, type CertificateResult, readCertificates } from './certificates.ts';
export { type SignatureRequest, verifySamlSignature } from './verify.ts';
export {
  type ResponseSignature,
  type ResponseSignatures,
  verifyResponseSignatures,
} from './verify-response.ts';
