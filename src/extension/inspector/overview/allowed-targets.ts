/**
 * Where a form-action directive lets forms go, as the end of a sentence: `itself and https://sp.example.gov only`
 * (CSP Level 3, section 6.4.1).
 */
export function allowedTargets(directive: string): string {
  const [, ...sources] = directive.trim().split(/\s+/);
  const [first] = sources;
  if (first === undefined || (sources.length === 1 && first.toLowerCase() === "'none'")) return 'nowhere';
  const named = sources
    .slice(0, MOST)
    .map((source) => (source.toLowerCase() === "'self'" ? 'itself' : source));
  if (sources.length > MOST) named.push(`${sources.length - MOST} more`);
  const last = named.at(-1) ?? '';
  return `${named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`} only`;
}

/** Sources that a sentence names. */
const MOST = 3;
