import { useEffect, useState } from 'preact/hooks';

/** A number that grows to `total` by `step` a task: how much to render, so that nothing waits for all of it. */
export function useGrowing(total: number, step: number): number {
  const [count, setCount] = useState(Math.min(total, step));
  useEffect(() => {
    if (count >= total) return undefined;
    const timer = setTimeout(() => setCount(Math.min(total, count + step)));
    return () => clearTimeout(timer);
  }, [count, total]);
  return Math.min(count, total);
}
