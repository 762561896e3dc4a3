import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createInspector, inspect } from '../../src/core/inspect.ts';
import type { Capture, Flow } from '../../src/core/model/index.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { ruleExamples } from '../support/rule-modules.ts';

/** An inspector takes over what did not change; it must say what `inspect` says of the same flow, seen for the first time. */

const HARS = 'test/fixtures/har';

/** A flow as it grows: each navigation first without its last hop, then whole. What is whole keeps its object. */
function* statesOf(flow: Flow): Generator<Flow> {
  for (const [at, navigation] of flow.navigations.entries()) {
    const earlier = flow.navigations.slice(0, at);
    const { hops } = navigation;
    if (hops.length > 1) {
      yield {
        ...flow,
        navigations: [...earlier, { ...navigation, committed: false, hops: hops.slice(0, -1) }],
      };
    }
    yield { ...flow, navigations: [...earlier, navigation] };
  }
}

/** What may happen to a flow that is known: an early navigation is told of anew, the last goes, deployments are named. */
function changesOf(flow: Flow): readonly Flow[] {
  const [first, ...rest] = flow.navigations;
  if (first === undefined) return [];
  return [
    { ...flow, navigations: [{ ...first, hops: first.hops.slice(1) }, ...rest] },
    flow,
    { ...flow, navigations: flow.navigations.slice(0, -1) },
    { ...flow, deployments: originsOf(flow) },
  ];
}

function originsOf({ navigations }: Flow): readonly string[] {
  const urls = navigations.flatMap(({ hops }) => hops.map(({ url }) => url));
  return [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))];
}

async function expectTheSame({ flows }: Capture): Promise<void> {
  const inspector = createInspector();
  const before: Flow[] = [];
  for (const flow of flows) {
    for (const state of [...statesOf(flow), ...changesOf(flow), flow]) {
      inspector.put(state);
      const fresh = await inspect(structuredClone({ version: 1, flows: [...before, state] }));
      expect(await inspector.inspect(flow.id)).toEqual(fresh.flows.at(-1));
    }
    before.push(flow);
  }
}

const examples = await ruleExamples();

describe('an inspector that a flow grows in', () => {
  test.each(readdirSync(HARS).filter((name) => name.endsWith('.har')))(
    'says the same of %s',
    async (name) => {
      await expectTheSame(importHar(readFileSync(`${HARS}/${name}`, 'utf8')).capture);
    },
  );

  test.each([...new Set(examples.map(({ file }) => file))])('says the same of %s', async (name) => {
    for (const { fails, passes } of examples.filter(({ file }) => file === name)) {
      await expectTheSame((await fails()).capture);
      await expectTheSame((await passes()).capture);
    }
  });
});
