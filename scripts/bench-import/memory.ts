import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What tells, when it is asked, how many megabytes more a process had at its peak than at the beginning. */
export type PeakMemory = () => number | undefined;

/**
 * Begins to watch the largest process of a browser that `isWanted`, on Linux; elsewhere nobody tells.
 * @param isWanted is asked with command line and name of each
 */
export function watchPeak(
  browser: number | undefined,
  isWanted: (command: string, name: string) => boolean,
): PeakMemory {
  if (process.platform !== 'linux' || browser === undefined) return () => undefined;
  const [pid] = processesOf(browser, isWanted).toSorted(
    (a, b) => statusOf(b, 'VmRSS') - statusOf(a, 'VmRSS'),
  );
  if (pid === undefined) return () => undefined;
  const before = statusOf(pid, 'VmRSS');
  // The peak counts from now on (proc(5), clear_refs).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return () => (statusOf(pid, 'VmHWM') - before) / 1000;
}

function processesOf(
  browser: number,
  isWanted: (command: string, name: string) => boolean,
): readonly number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      return isWanted(command, name) && ancestors(pid).includes(browser);
    } catch {
      return false; // It is gone.
    }
  });
}

function ancestors(pid: number): readonly number[] {
  const parent = statusOf(pid, 'PPid');
  return parent <= 1 ? [parent] : [parent, ...ancestors(parent)];
}

/** Kilobytes, or a number of another kind. */
function statusOf(pid: number, field: string): number {
  const [, value] =
    new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(value);
}
