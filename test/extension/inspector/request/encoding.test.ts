import { describe, expect, it } from 'vitest';
import { isPlainlyEncoded } from '../../../../src/extension/inspector/request/encoding.ts';

const sent = (raw: string, value: string) => isPlainlyEncoded({ name: 'redirect_uri', raw, value });

describe('isPlainlyEncoded', () => {
  it('holds for percent-encoding and for plus signs', () => {
    expect(sent('openid%20email', 'openid email')).toBe(true);
    expect(sent('openid+email', 'openid email')).toBe(true);
    expect(sent('code', 'code')).toBe(true);
  });

  it('does not hold for what was encoded twice, in lower case or in no UTF-8', () => {
    expect(sent('https%253A%252F%252Fsp', 'https%3A%2F%2Fsp')).toBe(false);
    expect(sent('https%3a%2f%2fsp', 'https://sp')).toBe(false);
    expect(sent('%FF', '\uFFFD')).toBe(false);
  });
});
