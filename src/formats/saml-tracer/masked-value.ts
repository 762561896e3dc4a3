/** SAML-tracer's masks: `{hash:<SHA-256>}` of "mask values", `{obf:…}` of "remove values". */
const MASKED = /^\{(?:hash:[0-9a-f]{64}|obf:[^{}]{1,60})\}$/i;

/** Whether SAML-tracer put this in the place of a value when it exported. */
export function isMaskedValue(value: string): boolean {
  return MASKED.test(value);
}
