import * as v from 'valibot';
import type { PortalConfiguration } from '../../core/model/index.ts';
import { JsonTextError, parseJson } from '../json-text.ts';
import { describeIssue } from '../schema-issue.ts';

const MAX_TEXT = 100_000;
const MAX_ITEMS = 1000;

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT, `must not be longer than ${MAX_TEXT} characters`));
const texts = v.pipe(v.array(text), v.maxLength(MAX_ITEMS, `must not have more than ${MAX_ITEMS} items`));
/** Where nothing is registered the portal may write null. */
const list = v.exactOptional(
  v.pipe(
    v.nullable(texts),
    v.transform((items) => items ?? []),
  ),
);
const nullable = <T extends v.GenericSchema>(schema: T) => v.exactOptional(v.nullable(schema));

/** The fields of {@link PortalConfiguration}; others are ignored. */
const portalConfigurationSchema = v.object({
  issuer: v.exactOptional(text),
  redirect_uris: list,
  acs_url: nullable(text),
  assertion_consumer_logout_service_url: nullable(text),
  certs: list,
  ial: nullable(v.picklist([1, 2])),
  default_aal: nullable(v.picklist([1, 2, 3])),
  active: v.exactOptional(v.boolean()),
  pkce: nullable(v.boolean()),
  allow_prompt_login: v.exactOptional(v.boolean()),
  block_encryption: v.exactOptional(text),
  email_nameid_format_allowed: v.exactOptional(v.boolean()),
  use_legacy_name_id_behavior: v.exactOptional(v.boolean()),
  attribute_bundle: list,
  ialmax_allowed: v.exactOptional(v.boolean()),
  create_prompt_allowed: v.exactOptional(v.boolean()),
  verified_within_allowed: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, PortalConfiguration>;

const anyObject = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'must be an object, not a list'),
  v.looseObject({}),
);

/** Text that is no portal configuration at all. The message is one line. */
export class PortalConfigurationError extends Error {
  override readonly name = 'PortalConfigurationError';
  readonly code: 'not-json' | 'not-an-object';

  constructor(code: PortalConfigurationError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface ParsedPortalConfiguration {
  readonly portal: PortalConfiguration;
  /** One sentence for each field that is wrong and was left out: `redirect_uris must be a list, not text`. */
  readonly problems: readonly string[];
}

/**
 * Reads a portal configuration from JSON under the portal's own field names. A wrong field is named and left
 * out, the others stay. Throws {@link PortalConfigurationError} for what is no JSON object.
 */
export function parsePortalConfiguration(json: string): ParsedPortalConfiguration {
  return readPortalConfiguration(parse(json));
}

/** The same for a value that has been parsed already. */
export function readPortalConfiguration(value: unknown): ParsedPortalConfiguration {
  const whole = v.safeParse(anyObject, value);
  if (!whole.success) throw new PortalConfigurationError('not-an-object', describeIssue(whole.issues[0]));
  const problems: string[] = [];
  const fields = Object.keys(portalConfigurationSchema.entries).flatMap((name) => {
    if (!Object.hasOwn(whole.output, name)) return [];
    const field = { [name]: whole.output[name] };
    const result = v.safeParse(portalConfigurationSchema, field, { abortEarly: true });
    if (result.success) return [result.output];
    problems.push(describeIssue(result.issues[0]));
    return [];
  });
  return { portal: Object.assign({}, ...fields), problems };
}

/** Most configurations that are read at once. */
const MAX_CONFIGURATIONS = 200;

export interface ParsedPortalConfigurations {
  readonly portals: readonly PortalConfiguration[];
  /** As of one configuration; of several, each with its place: `2: ial must be (1 | 2), not 3`. */
  readonly problems: readonly string[];
}

/** Reads one configuration or a list of them from JSON. Throws {@link PortalConfigurationError} for other JSON. */
export function parsePortalConfigurations(json: string): ParsedPortalConfigurations {
  const value = parse(json);
  if (Array.isArray(value)) return readPortalConfigurations(value);
  const { portal, problems } = readPortalConfiguration(value);
  return { portals: [portal], problems };
}

/** The same for a list that has been parsed already. What is no configuration is named and left out. Never throws. */
export function readPortalConfigurations(values: readonly unknown[]): ParsedPortalConfigurations {
  const portals: PortalConfiguration[] = [];
  const problems: string[] = [];
  values.slice(0, MAX_CONFIGURATIONS).forEach((value, index) => {
    try {
      const parsed = readPortalConfiguration(value);
      portals.push(parsed.portal);
      problems.push(...parsed.problems.map((problem) => `${index + 1}: ${problem}`));
    } catch (error) {
      if (!(error instanceof PortalConfigurationError)) throw error;
      problems.push(`${index + 1}: ${error.message}`);
    }
  });
  if (values.length > MAX_CONFIGURATIONS) {
    problems.push(`the list has ${values.length} configurations; ${MAX_CONFIGURATIONS} were read`);
  }
  return { portals, problems };
}

function parse(json: string): unknown {
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof JsonTextError) throw new PortalConfigurationError('not-json', error.message);
    throw error;
  }
}
