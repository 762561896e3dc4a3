const two = (number: number) => String(number).padStart(2, '0');

/** Local time of day, `10:41:07`. */
export function timeOfDay(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Local date and time, `2026-11-25 10:41:07`. Not in the locale's form: to load that takes longer than to draw the list. */
export function dateAndTime(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOfDay(time)}`;
}

/** Milliseconds since the start of the flow, `+12 ms`. */
export function offset(milliseconds: number): string {
  return `+${duration(milliseconds)}`;
}

/** Milliseconds as people read them: `12 ms`, `3.42 s`, `2 min 5 s`, `1 h 4 min`. */
export function duration(milliseconds: number): string {
  const elapsed = Math.max(0, Math.round(milliseconds));
  if (elapsed < 1000) return `${elapsed} ms`;
  if (elapsed < 60_000) return `${(elapsed / 1000).toFixed(2)} s`;
  const seconds = Math.round(elapsed / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
