import { expect, test } from 'vitest';
import { browserName, fileName } from '../../../../src/extension/inspector/export/file-name.ts';

const TIME = Date.parse('2026-03-03T15:41:07Z');

test('a file is named by its time and format, and says when it holds secrets', () => {
  expect(fileName('capture', TIME, true)).toBe('login-gov-2026-03-03-154107.capture.json');
  expect(fileName('har', TIME, false)).toBe('login-gov-2026-03-03-154107-NOT-REDACTED.har');
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome 156.0.0.0',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1.2',
    'Edge 156.0.1.2',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153.0'],
  ['curl/8', undefined],
])('%s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
