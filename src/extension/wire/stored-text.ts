/**
 * The JSON text of what the recorder stores for an event: the browser takes a text, keeps it and hands it to those who
 * listen in less time than the same objects.
 */
export function toStored(value: object): string {
  return JSON.stringify(value);
}

/** Undefined when there is nothing or nothing that the recorder wrote. */
export function fromStored(stored: unknown): unknown {
  if (typeof stored !== 'string') return undefined;
  try {
    return JSON.parse(stored);
  } catch {
    return undefined;
  }
}
