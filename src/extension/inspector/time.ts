const two = (number: number) => String(number).padStart(2, '0');

/** Local time of day, `10:41:07`. */
export function timeOfDay(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Time since the start of the flow, `+12 ms`, `+3.42 s`, `+2 min 5 s`. */
export function offset(time: number, start: number): string {
  const elapsed = Math.max(0, Math.round(time - start));
  if (elapsed < 1000) return `+${elapsed} ms`;
  if (elapsed < 60_000) return `+${(elapsed / 1000).toFixed(2)} s`;
  const seconds = Math.round(elapsed / 1000);
  return `+${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
