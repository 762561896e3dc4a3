import { LIMITS } from '../limits.ts';
import type {
  Decoding,
  DecodingProblem,
  DecodingProblemCode,
  DecodingStep,
  SamlBinding,
} from '../model/index.ts';
import { decodeBase64Leniently, fromBase64Url, strangeBase64Character } from './base64.ts';
import { type InflateResult, inflateBounded } from './inflate.ts';
import { percentDecode } from './parameters.ts';
import { parseXml } from './xml.ts';
import type { XmlElement } from './xml-element.ts';

export interface DecodedXml {
  readonly decoding: Decoding;
  readonly root?: XmlElement;
}

/**
 * Takes an encoded SAML message apart: parameter, base64, DEFLATE, XML (SAML 2.0 bindings, sections 3.4.4.1
 * and 3.5.4). Stops at nothing that can be named: after a known mistake it goes on with the mistake mended,
 * so that the message can be shown beside the finding. `problem` is the first mistake. Never throws.
 */
export function decodeSamlMessage(value: string, raw: string, binding: SamlBinding): DecodedXml {
  if (value.trim() === '') return failure([], 'missing', 'parameter', 'The parameter is absent or empty.');
  if (value.length > LIMITS.encodedLength) {
    const detail = `The value has ${value.length} characters; at most ${LIMITS.encodedLength} are read.`;
    return failure([], 'too-large', 'parameter', detail);
  }
  const { text, problem } = mendParameter(value, raw, binding);
  if (problem?.code === 'raw-xml') return readXml(text, [], problem);
  if (problem === undefined) return readBase64(value);
  const asSent = readBase64(value);
  return isFound(asSent) ? tolerated(asSent, problem) : readBase64(text, problem);
}

/** Behind these a document is read all the same, if only its beginning, here as at Login.gov. */
export const XML_FAULTS: readonly DecodingProblemCode[] = ['not-xml', 'too-deep'];

/** Whether a document came out, if only the beginning of one. */
function isFound({ root, decoding: { problem } }: DecodedXml): boolean {
  return root !== undefined && (problem === undefined || XML_FAULTS.includes(problem.code));
}

/** The mistake stands where it does no harm, at the end for example, or behind what matters. */
function tolerated({ decoding, root }: DecodedXml, problem: DecodingProblem): DecodedXml {
  return {
    decoding: { ...decoding, problem: { ...problem, tolerated: true } },
    ...(root !== undefined && { root }),
  };
}

/** Mistakes that show in the parameter itself. */
function mendParameter(
  value: string,
  raw: string,
  binding: SamlBinding,
): { text: string; problem?: DecodingProblem } {
  const named = (text: string, code: DecodingProblemCode, detail: string) => ({
    text,
    problem: { code, step: 'parameter', detail } as const,
  });
  if (value.trimStart().startsWith('<')) {
    return named(value, 'raw-xml', 'The value starts with "<": it is XML itself, where base64 is expected.');
  }
  const leftover = value.includes('%') ? /%[0-9a-f]{2}/i.exec(value)?.[0] : undefined;
  if (leftover !== undefined) {
    return named(
      percentDecode(value.replaceAll('+', '%2B')),
      'double-encoded',
      `After percent-decoding once, the value still holds "${leftover}": it was encoded twice.`,
    );
  }
  if (binding === 'HTTP-Redirect' && raw.includes('+')) {
    return named(
      value.replaceAll(' ', '+'),
      'plus-not-encoded',
      'The query holds a literal "+", which means a space there; base64 needs it sent as "%2B".',
    );
  }
  if (value.includes('-') || value.includes('_')) {
    const character = /[-_]/.exec(value)?.[0] ?? '';
    return named(
      fromBase64Url(value),
      'base64url',
      `The value holds "${character}", of the base64url alphabet; plain base64 is expected.`,
    );
  }
  return { text: value };
}

function readBase64(value: string, earlier?: DecodingProblem): DecodedXml {
  // Login.gov takes out line breaks that were written as an escape of two characters.
  const text = value.includes('\\') ? value.replaceAll('\\r', '').replaceAll('\\n', '') : value;
  const bytes = decodeBase64Leniently(text);
  if (looksLikeXml(bytes)) return readXml(decodeUtf8(bytes), ['base64'], earlier);
  const inflated = inflateBounded(bytes, 'raw');
  if (inflated.ok) return readInflated(inflated, earlier);
  const strange = strangeBase64Character(text);
  if (strange !== undefined || bytes.length === 0) {
    const detail =
      strange === undefined
        ? 'The value holds no base64 characters.'
        : `Character ${strange.at + 1} is "${strange.character}", which is not base64.`;
    return failure([], 'not-base64', 'base64', detail, earlier);
  }
  const wrapper = wrapperOf(bytes);
  if (wrapper !== undefined) {
    const detail = `The compressed data starts with a ${wrapper} header; raw DEFLATE is expected.`;
    const problem = earlier ?? { code: 'zlib-or-gzip', step: 'inflate', detail };
    return readInflated(inflateBounded(bytes, 'wrapped'), problem);
  }
  return readInflated(inflated, earlier);
}

function readInflated(result: InflateResult, earlier?: DecodingProblem): DecodedXml {
  if (result.ok) return readXml(decodeUtf8(result.bytes), ['base64', 'inflate'], earlier);
  if (result.why === 'too-large') {
    const detail = `The message inflates to more than ${LIMITS.inflatedBytes} bytes and was not read further.`;
    return failure(['base64'], 'too-large', 'inflate', detail, earlier);
  }
  if (result.why === 'truncated' && result.bytes.length > 0) {
    const partial = decodeUtf8(result.bytes);
    const detail = `The compressed data ends too early: ${result.bytes.length} bytes came out before the end.`;
    return {
      decoding: {
        steps: ['base64'],
        xml: partial,
        problem: earlier ?? problemAt('truncated', 'inflate', detail),
      },
    };
  }
  const detail = 'The decoded bytes are neither XML nor raw DEFLATE data.';
  return failure(
    ['base64'],
    result.why === 'truncated' ? 'truncated' : 'not-deflate',
    'inflate',
    detail,
    earlier,
  );
}

function readXml(text: string, steps: readonly DecodingStep[], earlier?: DecodingProblem): DecodedXml {
  const parsed = parseXml(text);
  if (!parsed.ok) {
    const problem = earlier ?? problemAt('not-xml', 'xml', parsed.detail);
    return { decoding: { steps, xml: text, problem } };
  }
  const problem =
    earlier ??
    (parsed.fault === undefined ? undefined : problemAt(parsed.fault.code, 'xml', parsed.fault.detail));
  return {
    decoding: { steps: [...steps, 'xml'], xml: text, ...(problem !== undefined && { problem }) },
    root: parsed.root,
  };
}

function failure(
  steps: readonly DecodingStep[],
  code: DecodingProblemCode,
  step: DecodingProblem['step'],
  detail: string,
  earlier?: DecodingProblem,
): DecodedXml {
  return { decoding: { steps, problem: earlier ?? problemAt(code, step, detail) } };
}

function problemAt(
  code: DecodingProblemCode,
  step: DecodingProblem['step'],
  detail: string,
): DecodingProblem {
  return { code, step, detail };
}

function looksLikeXml(bytes: Uint8Array): boolean {
  return /^[\ufeff\s]*</.test(decodeUtf8(bytes.subarray(0, 64)));
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: false });

function decodeUtf8(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

/** zlib starts with 78 and a level byte, gzip with 1F 8B. */
function wrapperOf(bytes: Uint8Array): 'zlib' | 'gzip' | undefined {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  return first === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(second ?? -1) ? 'zlib' : undefined;
}
