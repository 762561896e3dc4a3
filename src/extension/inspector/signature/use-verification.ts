import { useEffect, useState } from 'preact/hooks';
import type { SamlRequest, SignatureVerification } from '../../../core/model/index.ts';

export interface Verifications {
  /** With the registered certificates, those that the user tries, and that of the message. */
  readonly verification: SignatureVerification;
  /** As it would end at Login.gov if the certificates that the user tries were the registered ones. */
  readonly ifRegistered?: SignatureVerification;
}

/**
 * What verification gives with the certificates that the user tries; without any, what the inspection gave. The
 * code for it is loaded when there are some. While it is computed, what was known before.
 */
export function useVerification(
  request: SamlRequest,
  known: SignatureVerification,
  registered: readonly string[] | undefined,
  tried: readonly string[],
): Verifications {
  const [found, setFound] = useState<Verifications>();
  const key = JSON.stringify([known, registered, tried]);
  useEffect(() => {
    if (tried.length === 0) return undefined;
    let isCurrent = true;
    void verifyWith(request, known, registered, tried).then((result) => {
      if (isCurrent) setFound(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return tried.length > 0 && found ? found : { verification: known };
}

async function verifyWith(
  { hop, parameters, samlRequest, decoding }: SamlRequest,
  known: SignatureVerification,
  registered: readonly string[] | undefined,
  tried: readonly string[],
): Promise<Verifications> {
  const { verifySamlSignature } = await import('../../../core/signature/index.ts');
  const request = {
    hop,
    parameters: samlRequest === undefined ? parameters : [samlRequest, ...parameters],
    ...(decoding.xml !== undefined && { xml: decoding.xml }),
  };
  const verification = await verifySamlSignature({
    ...request,
    ...(registered !== undefined && { registered }),
    given: tried,
  });
  const ifRegistered = await verifySamlSignature({ ...request, registered: tried });
  return { verification: verification ?? known, ...(ifRegistered !== undefined && { ifRegistered }) };
}
