import { writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { captureFileSchema } from '../src/formats/capture/schema.ts';

/** The published schema of capture files, made from the one that reads them. */
export function captureJsonSchema(): string {
  const schema = toJsonSchema(captureFileSchema, { errorMode: 'throw' });
  const published = {
    ...schema,
    title: 'Capture file of the Login.gov Request Inspector, version 2',
    description:
      'Sign-ins as a browser was seen to make them: facts, without conclusions. See docs/architecture.md for the words.',
  };
  return `${JSON.stringify(published, null, 2)}\n`;
}

export const SCHEMA_FILE = new URL('../docs/capture.schema.json', import.meta.url);

if (process.argv[1]?.endsWith('capture-schema.ts')) writeFileSync(SCHEMA_FILE, captureJsonSchema());
