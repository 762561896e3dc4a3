import { inspect } from '../../src/core/index.ts';
import type { Flow, FlowInspection, PortalConfiguration } from '../../src/core/model/index.ts';
import { flowChange, StoredFlows } from '../../src/extension/wire/stored-flows.ts';

/** A page of the extension in either browser: it can be asked for what is stored. */
export interface ExtensionPage {
  evaluate(expression: string): Promise<unknown>;
}

const NAMESPACE = `(globalThis.browser ?? chrome)`;

/** Everything recorded so far, in the order in which the flows began. */
export async function recordedFlows(page: ExtensionPage): Promise<readonly Flow[]> {
  // As text, because WebDriver BiDi drops what occurs twice in an object.
  const text = await page.evaluate(`${NAMESPACE}.storage.session.get(null).then(JSON.stringify)`);
  const stored: unknown = JSON.parse(String(text));
  const flows = new StoredFlows();
  for (const [key, value] of Object.entries(stored ?? {})) flows.accept(key, value);
  return flows.all().toSorted((a, b) => beginningOf(a) - beginningOf(b));
}

function beginningOf({ navigations }: Flow): number {
  return navigations[0]?.hops[0]?.time ?? 0;
}

/** The same, inspected. */
export async function inspectRecording(
  page: ExtensionPage,
  portal?: PortalConfiguration,
): Promise<readonly FlowInspection[]> {
  const flows = await recordedFlows(page);
  return (await inspect({ version: 1, flows }, portal === undefined ? {} : { portal })).flows;
}

/**
 * Puts flows where the recorder keeps them, as if they had been recorded.
 * @param before the one flow as it is stored: only what changed of it is written, as the recorder does
 */
export async function recordFlows(page: ExtensionPage, flows: readonly Flow[], before?: Flow): Promise<void> {
  for (let first = 0; first < flows.length; first += 100) {
    const stored = Object.assign(
      {},
      ...flows.slice(first, first + 100).map((flow) => flowChange(flow, before).items),
    );
    await page.evaluate(`${NAMESPACE}.storage.session.set(${JSON.stringify(stored)})`);
  }
}

/** Asks the recorder to forget everything. */
export async function clearRecording(page: ExtensionPage): Promise<void> {
  await page.evaluate(`${NAMESPACE}.runtime.sendMessage({ kind: 'clear' }).then(() => true)`);
}

/** Asks until `done` holds, for at most `patience` milliseconds; returns the last answer either way. */
export async function poll<T>(
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
  patience = 10_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (done(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
