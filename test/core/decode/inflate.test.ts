import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflateBounded } from '../../../src/core/decode/inflate.ts';
import { LIMITS } from '../../../src/core/limits.ts';

const XML = '<samlp:AuthnRequest ID="_1"/>'.repeat(20);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('inflateBounded', () => {
  test('inflates raw DEFLATE', () => {
    const result = inflateBounded(deflateRawSync(XML), 'raw');
    expect(result.ok && text(result.bytes)).toBe(XML);
  });

  test.each([
    ['zlib', deflateSync(XML)],
    ['gzip', gzipSync(XML)],
  ])('inflates %s as wrapped, and not as raw', (_, compressed) => {
    const wrapped = inflateBounded(compressed, 'wrapped');
    expect(wrapped.ok && text(wrapped.bytes)).toBe(XML);
    expect(inflateBounded(compressed, 'raw')).toMatchObject({ ok: false });
  });

  test('says that data ends too early, and gives what came out', () => {
    const whole = deflateRawSync(XML + Array.from({ length: 400 }, (_, index) => index * 7919).join());
    const result = inflateBounded(whole.subarray(0, whole.length - 40), 'raw');
    expect(result).toMatchObject({ ok: false, why: 'truncated' });
    expect(text(result.bytes)).toContain('<samlp:AuthnRequest ID="_1"/>');
  });

  test('does not mind what follows the end', () => {
    const result = inflateBounded(Buffer.concat([deflateRawSync(XML), Buffer.from('more')]), 'raw');
    expect(result.ok && text(result.bytes)).toBe(XML);
  });

  test.each([
    ['text', Buffer.from('<samlp:AuthnRequest')],
    ['a block of the reserved type', Buffer.from([0x07, 0, 0, 0])],
    ['a back reference before the start', Buffer.from([0x03 | 0x04, 0xff, 0xff])],
  ])('says that %s is not DEFLATE', (_, bytes) => {
    expect(inflateBounded(bytes, 'raw')).toMatchObject({ ok: false, why: 'not-deflate' });
  });

  test('takes no data for truncated data', () => {
    expect(inflateBounded(new Uint8Array(), 'raw')).toMatchObject({ ok: false, why: 'truncated' });
  });

  test('reads a message that just fits and refuses one byte more', () => {
    expect(inflateBounded(deflateRawSync(Buffer.alloc(LIMITS.inflatedBytes)), 'raw').ok).toBe(true);
    expect(inflateBounded(deflateRawSync(Buffer.alloc(LIMITS.inflatedBytes + 1)), 'raw')).toEqual({
      ok: false,
      why: 'too-large',
      bytes: new Uint8Array(),
    });
  });

  test('refuses a bomb of 200 MB and keeps nothing of it', () => {
    const bomb = Buffer.concat([zeros(200), deflateRawSync('')]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(inflateBounded(bomb, 'raw')).toEqual({ ok: false, why: 'too-large', bytes: new Uint8Array() });
  });

  test('stops at the limit: what is broken behind it is never read', () => {
    const broken = Buffer.concat([zeros(2), Buffer.from([0x07]), zeros(198)]);
    expect(inflateBounded(broken, 'raw')).toMatchObject({ why: 'too-large' });
    expect(inflateBounded(broken.subarray(zeros(2).length), 'raw')).toMatchObject({ why: 'not-deflate' });
  });
});

/** DEFLATE data of so many megabytes of zeros, to be followed by more. */
function zeros(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat(Array.from({ length: megabytes }, () => one));
}
