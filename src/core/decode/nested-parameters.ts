import type { Parameter } from '../model/index.ts';

/**
 * Whether Login.gov's parser (Rack 3, `QueryParser#parse_nested_query`) can put the parameters together. Names with
 * brackets make lists and tables, one after the other: `a=1&a[b]=2` fails, for a text is no table, while in
 * `a[b]=2&a=1` the text takes the table's place. Returns the first name that does not fit.
 */
export function nestingConflict(parameters: readonly Parameter[]): string | undefined {
  if (!parameters.some(({ name }) => name.indexOf('[', 1) > 0)) return undefined;
  const table: Table = new Map();
  for (const { name, value, valueless } of parameters) {
    if (!store(table, name, valueless === true ? null : value, 0)) return name;
  }
  return undefined;
}

/**
 * The first parameter that Login.gov refuses the request for. What its parser drops does not count: a value without
 * a name, and a U+0000 that a later parameter of that name replaces.
 */
export function refusedParameter(parameters: readonly Parameter[]): Parameter | undefined {
  return parameters.find(({ name, fault }, index) => {
    if (fault === undefined || fault === 'broken-escape') return fault !== undefined;
    if (name === '') return false;
    if (fault === 'not-utf-8' || name.includes('\0')) return true;
    const { key } = splitName(name, 0);
    return !parameters.some((later, at) => at > index && (later.name === name || later.name === key));
  });
}

type Table = Map<string, Value>;
type List = Value[];
type Value = string | null | Table | List;

/** Brackets inside brackets beyond this number are refused. */
const MAX_DEPTH = 32;

/** False where Rack raises an error. */
function store(table: Table, name: string, value: string | null, depth: number): boolean {
  if (depth >= MAX_DEPTH) return false;
  const { key, after } = splitName(name, depth);
  if (key === '') return true;
  if (after === '' || after === '[') {
    table.set(after === '' ? key : name, value);
    return true;
  }
  const present = table.get(key) ?? null;
  if (!after.startsWith('[]')) {
    const inner = present ?? new Map<string, Value>();
    table.set(key, inner);
    return inner instanceof Map && store(inner, after, value, depth + 1);
  }
  const list = present ?? [];
  table.set(key, list);
  if (!Array.isArray(list)) return false;
  if (after === '[]') {
    list.push(value);
    return true;
  }
  const child = childKey(after);
  const last = list.at(-1);
  if (last instanceof Map && !hasKey(last, child)) return store(last, child, value, depth + 1);
  // A list in a list is no table that a later name could add to.
  if (child === '[]') {
    list.push([value]);
    return depth + 1 < MAX_DEPTH;
  }
  const fresh: Table = new Map();
  list.push(fresh);
  return store(fresh, child, value, depth + 1);
}

/** `a[b][c]` is `a` and `[b][c]`; below the first level `[b][c]` is `b` and `[c]`. */
function splitName(name: string, depth: number): { readonly key: string; readonly after: string } {
  if (depth === 0) {
    const start = name.indexOf('[', 1);
    return start < 0 ? { key: name, after: '' } : { key: name.slice(0, start), after: name.slice(start) };
  }
  if (name.startsWith('[]')) return { key: '[]', after: name.slice(2) };
  const end = name.startsWith('[') ? name.indexOf(']', 1) : -1;
  return end > 0 ? { key: name.slice(1, end), after: name.slice(end + 1) } : { key: name, after: '' };
}

/** What stands behind `[]`: of `[][b]` it is `b`, of anything longer all of it. */
function childKey(after: string): string {
  const inner = after.slice(3, -1);
  const isName = after[2] === '[' && after.endsWith(']') && inner !== '' && !/[[\]]/.test(inner);
  return isName ? inner : after.slice(2);
}

function hasKey(table: Table, key: string): boolean {
  if (key.includes('[]')) return false;
  let at: Value | undefined = table;
  for (const part of key.split(/[[\]]+/)) {
    if (part === '') continue;
    if (!(at instanceof Map) || !at.has(part)) return false;
    at = at.get(part);
  }
  return true;
}
