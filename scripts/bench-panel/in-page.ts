/** What runs inside the measured page, as text: the page is not to load anything of the benchmark's. */

/**
 * Before the page's own script: notes when its first row and its first outcome are there (from the page's start, or
 * from the choice of a file), every long task, and how long it takes from a change of what is stored to a document
 * that shows another hop.
 */
export const WATCH_OPENING = `
  globalThis.bench = { start: 0, tasks: [], drawn: [] };
  addEventListener('change', ({ target }) => {
    if (target.dataset.testid !== 'import-file') return;
    Object.assign(bench, { start: performance.now(), rows: undefined, outcome: undefined });
    bench.tasks.length = 0;
  }, true);
  globalThis.chrome?.storage?.onChanged.addListener(() => {
    bench.changed = performance.now();
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    if (bench.rows === undefined && document.querySelector('[data-testid=flow-row]')) {
      bench.rows = performance.now() - bench.start;
    }
    if (bench.outcome === undefined && document.querySelector('[data-testid=outcome]')) {
      bench.outcome = performance.now() - bench.start;
    }
    const hops = document.querySelector('.redirects-bar p')?.textContent;
    if (hops !== bench.hops && bench.changed !== undefined) bench.drawn.push(performance.now() - bench.changed);
    if (hops !== bench.hops) bench.changed = undefined;
    bench.hops = hops;
  }).observe(document, { childList: true, characterData: true, subtree: true });
`;

/**
 * Scrolls an element, or the one that scrolls it, towards its end, a step each frame.
 * @param step pixels; a screenful without it
 * @param most steps at most
 */
export const scroll = (selector: string, step?: number, most = 1000) => `(async () => {
  let element = document.querySelector(${JSON.stringify(selector)});
  while (!/auto|scroll/.test(getComputedStyle(element).overflowY)) element = element.parentElement;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  element.scrollTop = 0;
  await nextFrame();
  bench.tasks.length = 0;
  const frames = [];
  let before = performance.now();
  const isAtEnd = () => element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
  while (!isAtEnd() && frames.length < ${most}) {
    element.scrollTop += ${step ?? 'element.clientHeight'};
    const now = await nextFrame();
    frames.push(now - before);
    before = now;
  }
  await nextFrame();
  element.scrollTop = 0;
  return { frames: frames.length, longestFrame: Math.max(...frames), longTasks: [...bench.tasks] };
})()`;

/** A page with a row for each flow and each hop, and nothing else: what the browser itself needs for them. */
export const PLAIN_LIST = `(rows) => {
  document.open();
  document.write('<!doctype html><title>plain</title><div id="list" style="height:600px;overflow:auto;font:12px system-ui"></div>');
  document.close();
  globalThis.bench = { tasks: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.tasks.push(entry.duration);
  }).observe({ type: 'longtask' });
  const start = performance.now();
  const list = document.querySelector('#list');
  for (const text of rows) {
    const row = document.createElement('div');
    row.textContent = text;
    list.append(row);
  }
  list.getBoundingClientRect();
  return performance.now() - start;
}`;
