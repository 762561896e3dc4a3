/** `2026-11-25`, of universal time; a certificate may hold any year. */
export function dayOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '(no date)' : date.toISOString().slice(0, 10);
}
