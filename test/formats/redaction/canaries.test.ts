import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import { type ExportFormat, renderExport } from '../../../src/formats/export.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { PLACES } from './canaries.ts';
import { leaks } from './leaks.ts';

const FACTS = { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted: true };
const FORMATS = ['capture', 'har', 'markdown', 'html', 'mermaid'] as const satisfies readonly ExportFormat[];

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
      const inspection = await inspect(redacted.capture);
      for (const format of FORMATS) {
        const text = renderExport(format, redacted.capture, inspection, FACTS);
        expect(leaks(text, secret), text).toBe(false);
      }
      expect(leaks(JSON.stringify(inspection), secret)).toBe(false);
    },
  );
});
