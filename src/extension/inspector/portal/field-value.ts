import type { PortalConfiguration } from '../../../core/model/index.ts';
import { readPortalConfiguration } from '../../../formats/portal/parse-portal-configuration.ts';
import type { Field, FieldName } from './fields.ts';

/** What is entered: a value, or undefined to leave the field out, so that rules that need it are skipped. */
export type Entered = PortalConfiguration[FieldName] | undefined;

export type Change =
  | { readonly ok: true; readonly profile: PortalConfiguration }
  /** One sentence. */
  | { readonly ok: false; readonly problem: string };

/** The profile with one field changed, or what is wrong with the value. The other fields stay as they are. */
export function changeField(
  profile: PortalConfiguration,
  { name, isUri }: Pick<Field, 'name' | 'isUri'>,
  value: Entered,
  others: readonly PortalConfiguration[],
): Change {
  const { [name]: _former, ...rest } = profile;
  const {
    portal,
    problems: [problem],
  } = readPortalConfiguration(value === undefined ? {} : { [name]: value });
  if (problem !== undefined) return { ok: false, problem };
  const wrong = isUri === true && [value].flat().find((uri) => typeof uri === 'string' && !URL.canParse(uri));
  if (typeof wrong === 'string') {
    return { ok: false, problem: `${name}: "${wrong.slice(0, 80)}" is no absolute URI` };
  }
  const changed: PortalConfiguration = { ...rest, ...portal };
  if (others.some(({ issuer }) => issuer === changed.issuer)) {
    const which =
      changed.issuer === undefined
        ? 'another configuration is for every application'
        : 'another configuration has this one';
    return { ok: false, problem: `issuer: ${which}` };
  }
  return { ok: true, profile: changed };
}

/** The lines that hold something, without white space around them. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export interface Imported {
  readonly profiles: readonly PortalConfiguration[];
  readonly added: number;
  readonly replaced: number;
}

/** Puts imported profiles into the place of those with their issuer; the others are added. */
export function mergeProfiles(
  profiles: readonly PortalConfiguration[],
  imported: readonly PortalConfiguration[],
): Imported {
  const merged = new Map(profiles.map((profile) => [profile.issuer, profile] as const));
  let replaced = 0;
  for (const profile of imported) {
    if (merged.has(profile.issuer)) replaced += 1;
    merged.set(profile.issuer, profile);
  }
  return { profiles: [...merged.values()], added: imported.length - replaced, replaced };
}
