import { isEmptyTalk, SAMPLE_OF_DOCUMENTATION, treatmentOfParameter } from '../redaction/vocabulary.ts';

/** Whether redaction puts something else in the place of this parameter's value, or of a part of it. */
export function isReplaced(name: string, value: string): boolean {
  const treatment = treatmentOfParameter(name);
  if (treatment === 'saml') return true;
  if (treatment !== 'secret' && treatment !== 'challenge') return false;
  return !isEmptyTalk(value) && value !== SAMPLE_OF_DOCUMENTATION;
}
