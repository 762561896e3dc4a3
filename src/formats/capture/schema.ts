import * as v from 'valibot';
import type { Capture, Flow } from '../../core/model/index.ts';

/** Bounds on one stored flow; what exceeds them was not written by this product. */
export const LIMITS = {
  text: 2 * 1024 * 1024,
  headers: 500,
  fields: 1000,
  hops: 500,
  navigations: 500,
  flows: 20_000,
  deployments: 50,
  interruptions: 100,
} as const;

const text = v.pipe(v.string(), v.maxLength(LIMITS.text));
const integer = v.pipe(v.number(), v.integer());
const list = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));

const header = v.object({ name: text, value: text });
const policy = v.object({
  value: text,
  disposition: v.picklist(['enforce', 'report']),
  from: v.picklist(['header', 'meta']),
});
/** Validates a document that a navigation started from. */
export const sourceDocumentSchema = v.object({
  url: v.exactOptional(text),
  onlyShown: v.exactOptional(v.literal(true)),
  policies: v.exactOptional(list(policy, LIMITS.headers)),
});

/** Validates header fields. */
export const headersSchema = list(header, LIMITS.headers);

/** Validates the fields of a form. */
export const fieldsSchema = list(header, LIMITS.fields);

/** Validates a recorded request body. */
export const requestBodySchema = v.variant('kind', [
  v.object({ kind: v.literal('form'), fields: fieldsSchema, omitted: integer }),
  v.object({ kind: v.literal('too-large'), bytes: integer }),
]);

/** Validates what was read of a document's head. */
export const metaPoliciesSchema = v.variant('kind', [
  v.object({ kind: v.literal('read'), policies: list(text, LIMITS.fields) }),
  v.object({ kind: v.literal('too-large'), bytes: integer }),
]);

/** Validates a recorded response. */
export const responseSchema = v.object({
  status: integer,
  headers: headersSchema,
  redirectUrl: v.exactOptional(text),
  bodyText: v.exactOptional(text),
  bodyBytes: v.exactOptional(v.pipe(integer, v.minValue(0))),
  meta: v.exactOptional(metaPoliciesSchema),
});

const loginGovOutcome = v.picklist([
  'verified',
  'wrong_sig_algorithm',
  'request_cert_not_registered',
  'digest_mismatch',
  'key_validation_error',
  'no_certificate_in_request',
  'no_registered_certs',
  'structure_invalid',
  'sig_alg_missing',
]);

const requestCertificate = v.union([
  v.object({
    facts: v.object({
      subject: text,
      issuer: text,
      serialNumber: text,
      notBefore: v.number(),
      notAfter: v.number(),
      keyType: text,
      keyBits: v.number(),
      signatureAlgorithm: text,
      sha256: text,
    }),
  }),
  v.object({ problem: v.picklist(['empty', 'pem-armor', 'unreadable']), detail: text }),
]);

/** What verification gave before a capture was redacted. */
const verdicts = v.object({
  signature: v.exactOptional(
    v.object({
      hop: text,
      by: v.picklist(['parameter', 'element']),
      algorithm: text,
      requestCertificate: v.exactOptional(requestCertificate),
      atLoginGov: v.exactOptional(
        v.object({
          outcome: loginGovOutcome,
          matchingCertificate: v.exactOptional(integer),
          attempts: list(v.object({ certificate: text, outcome: loginGovOutcome }), LIMITS.fields),
        }),
      ),
      bySpecification: v.object({
        outcome: v.picklist([
          'verified',
          'digest_mismatch',
          'key_mismatch',
          'unsupported',
          'malformed',
          'no_certificate',
        ]),
        certificateFrom: v.exactOptional(v.picklist(['portal', 'given', 'key-info'])),
        detail: v.exactOptional(text),
      }),
      digestMatches: v.exactOptional(v.boolean()),
      rebuiltDiffers: v.exactOptional(
        v.object({
          reason: v.picklist(['lower-case-escapes', 'other-escapes']),
          asSent: text,
          rebuilt: text,
        }),
      ),
    }),
  ),
  clientAssertion: v.exactOptional(v.boolean()),
});

/** Validates one hop. */
export const hopSchema = v.object({
  id: text,
  url: text,
  method: v.exactOptional(text),
  time: v.exactOptional(v.number()),
  request: v.exactOptional(
    v.object({
      headers: v.exactOptional(headersSchema),
      body: v.exactOptional(requestBodySchema),
    }),
  ),
  response: v.exactOptional(responseSchema),
  error: v.exactOptional(text),
  seenBy: list(v.picklist(['web-request', 'web-navigation', 'devtools', 'file', 'location']), 5),
  verdicts: v.exactOptional(verdicts),
  gapBefore: v.exactOptional(v.literal(true)),
});

/** Validates one navigation. */
export const navigationSchema = v.object({
  id: text,
  cause: v.variant('kind', [
    v.object({
      kind: v.picklist(['form', 'link', 'script', 'meta-refresh', 'client-redirect']),
      document: sourceDocumentSchema,
    }),
    v.object({ kind: v.picklist(['reload', 'typed', 'back-forward', 'unknown']) }),
  ]),
  hops: list(hopSchema, LIMITS.hops),
  committed: v.boolean(),
  page: v.exactOptional(
    v.object({
      title: text,
      messages: list(text, LIMITS.fields),
      policies: list(policy, LIMITS.headers),
    }),
  ),
});

/** Validates the origins that the user named as deployments of Login.gov. */
export const deploymentsSchema = list(v.pipe(v.string(), v.maxLength(300)), LIMITS.deployments);

/** Validates one flow read from storage or from a file. */
export const flowSchema = v.object({
  id: text,
  tab: v.exactOptional(v.object({ id: integer, frame: integer, window: v.exactOptional(integer) })),
  engine: v.exactOptional(v.picklist(['chromium', 'firefox'])),
  deployments: v.exactOptional(deploymentsSchema),
  interruptions: v.exactOptional(
    list(
      v.object({ kind: v.picklist(['paused', 'access-removed', 'events-lost']), time: v.number() }),
      LIMITS.interruptions,
    ),
  ),
  navigations: list(navigationSchema, LIMITS.navigations),
}) satisfies v.GenericSchema<unknown, Flow>;

const flows = list(flowSchema, LIMITS.flows);

/** Validates a capture, and so a capture file of version 1. */
export const captureSchema = v.object({
  version: v.literal(1),
  flows,
}) satisfies v.GenericSchema<unknown, Capture>;

/** Validates a capture file as it is written today: version 2. */
export const captureFileSchema = v.object({
  version: v.literal(2),
  /** The program that wrote it. */
  product: v.object({ name: text, version: text }),
  /** Date and time of ISO 8601. */
  created: text,
  /** Whether codes, tokens and personal data were replaced. */
  redacted: v.boolean(),
  /** Name and version of the browser that recorded it. */
  browser: v.exactOptional(text),
  flows,
});
