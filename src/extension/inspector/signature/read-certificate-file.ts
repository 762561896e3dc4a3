/** The bound of `readCertificates`; a certificate has some 2,000 bytes. */
const MOST_BYTES = 256 * 1024;

export type CertificateFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly detail: string };

/** The text of a PEM file or, for a DER file, its base64. A file that is too large is not read. Never rejects. */
export async function readCertificateFile(file: Blob): Promise<CertificateFile> {
  if (file.size > MOST_BYTES) {
    return {
      ok: false,
      detail: `The file has ${file.size} bytes; at most ${MOST_BYTES} are read, and a certificate has some 2,000.`,
    };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    // DER begins with a SEQUENCE (X.690, section 8.9).
    if (bytes[0] !== 0x30) return { ok: true, text: new TextDecoder().decode(bytes) };
    return { ok: true, text: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, detail: `The file cannot be read: ${why}` };
  }
}
