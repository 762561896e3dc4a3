import type { PortalConfiguration } from './model/index.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isFlag: Check = (value) => value === null || typeof value === 'boolean';
const isLevel: Check = (value) => value === null || typeof value === 'number';
const isTextOrNull: Check = (value) => value === null || isText(value);

/** What a field of the portal holds. */
const FIELDS: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    issuer: isText,
    redirect_uris: isTexts,
    acs_url: isTextOrNull,
    assertion_consumer_logout_service_url: isTextOrNull,
    certs: isTexts,
    ial: isLevel,
    default_aal: isLevel,
    active: isFlag,
    pkce: isFlag,
    allow_prompt_login: isFlag,
    block_encryption: isTextOrNull,
    email_nameid_format_allowed: isFlag,
    use_legacy_name_id_behavior: isFlag,
    attribute_bundle: isTexts,
    ialmax_allowed: isFlag,
    create_prompt_allowed: isFlag,
    verified_within_allowed: isFlag,
  } satisfies Record<keyof PortalConfiguration, Check>),
);

const LISTS = ['redirect_uris', 'certs', 'attribute_bundle'] as const;

/**
 * The configuration as rules may take it, whatever a caller without types hands over: a list that is null is empty, as
 * nothing is registered then; a field of another kind than the portal's counts as not given.
 */
export function usablePortal(portal: PortalConfiguration): PortalConfiguration {
  const empty = LISTS.filter((field) => portal[field] === null);
  const whole: PortalConfiguration =
    empty.length === 0 ? portal : { ...portal, ...Object.fromEntries(empty.map((field) => [field, []])) };
  const fields = Object.entries(whole);
  const right = fields.filter(([field, value]) => !isWrong(field, value));
  return right.length === fields.length ? whole : Object.fromEntries(right);
}

/** Fields that are none of the portal's do no harm. */
function isWrong(field: string, value: unknown): boolean {
  return value !== undefined && FIELDS.get(field)?.(value) === false;
}
