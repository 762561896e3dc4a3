import { describe, expect, test } from 'vitest';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { PLACES } from './canaries.ts';
import { leaks } from './leaks.ts';

/** No two places share one, so that each stands for itself. */
const SECRETS = [
  { form: 'a random value', secret: 'kT7vQ2xW3mZp9LrB4nHs6' },
  { form: 'a name', secret: 'Quillfeather' },
  { form: 'an e-mail address', secret: 'q.feather@canary-mail.example' },
  { form: 'a number', secret: '900837465523' },
] as const;

describe.each(SECRETS)('$form', ({ form, secret }) => {
  test.each(PLACES.filter(({ ofNames }) => ofNames !== true || form === 'a random value'))(
    'does not leave in $place',
    async ({ plant }) => {
      const capture = plant(secret);
      expect(leaks(JSON.stringify(capture), secret)).toBe(true);
      const redacted = await redactCapture(capture);
      expect(leaks(JSON.stringify(redacted), secret), JSON.stringify(redacted, null, 1)).toBe(false);
    },
  );
});
