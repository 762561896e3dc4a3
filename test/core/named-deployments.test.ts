import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/core/index.ts';
import type { Capture, Flow, FlowInspection } from '../../src/core/model/index.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { fixture } from '../formats/har/har-text.ts';
import { LOGIN_GOV } from '../support/builders.ts';
import { JOURNEYS } from '../support/journeys.ts';
import { outline, record } from '../support/recording.ts';
import { ruleExamples } from '../support/rule-modules.ts';

/**
 * What is said of the sandbox is said of a deployment that the user named: the same browser events, files and
 * examples, with the sandbox's host put in the place of another, must give the same flows, outcomes and findings.
 */

const NAMED = 'https://idp.review.example.gov';
const deployments = [NAMED];

function moved<T>(value: T): T {
  return JSON.parse(movedText(JSON.stringify(value)));
}

/** Addresses as they stand and as they are encoded in another one's query. */
function movedText(text: string): string {
  return text
    .replaceAll(LOGIN_GOV, NAMED)
    .replaceAll(encodeURIComponent(LOGIN_GOV), encodeURIComponent(NAMED));
}

const DESTINATION = 'saml-destination-mismatch';

function verdict({ outcome, protocol, client, messages, findings }: FlowInspection) {
  return {
    outcome: outcome.kind,
    protocol,
    client,
    messages: messages.map(({ kind }) => kind),
    // The Destination inside of the encoded message stays that of the sandbox.
    findings: findings.map(({ rule }) => rule).filter((rule) => rule !== DESTINATION),
  };
}

async function verdicts(flows: readonly Flow[]) {
  return (await inspect({ version: 1, flows })).flows.map(verdict);
}

describe.each(JOURNEYS)('%s', (_, journey) => {
  test.each(['Chromium', 'Firefox'] as const)('in %s', async (browser) => {
    const engine = browser === 'Chromium' ? 'chromium' : 'firefox';
    const observations = journey(browser);
    const known = record(observations, { engine }).flows;
    const named = record(moved(observations), { engine, deployments }).flows;
    expect(named.flatMap(outline)).toEqual(known.flatMap(outline).map(movedText));
    expect(await verdicts(named)).toEqual(await verdicts(known));
  });
});

test.each([
  'chromium-oidc-gap.har',
  'chromium-oidc-good.har',
  'chromium-oidc-unregistered-client.har',
  'firefox-oidc-gap.har',
])('the file %s', async (name) => {
  const known = importHar(fixture(name)).capture.flows;
  const named = importHar(movedText(fixture(name)), { deployments }).capture.flows;
  expect(named.flatMap(outline)).toEqual(known.flatMap(outline).map(movedText));
  expect(await verdicts(named)).toEqual(await verdicts(known));
  expect(importHar(movedText(fixture(name))).capture.flows).toEqual([]);
});

/** These rules are about the environment itself: sandbox and production, and who answers there. */
const ABOUT_HOSTS = ['client-seen-in-two-environments', 'saml-response-issuer-unexpected'];

const examples = (await ruleExamples()).map((example, index) => ({ ...example, number: index + 1 }));

test.each(examples.filter(({ rule }) => !ABOUT_HOSTS.includes(rule)))(
  'the example of $rule, $number',
  async ({ rule, fails }) => {
    const { capture, ...options } = await fails();
    if (!JSON.stringify(capture).includes(LOGIN_GOV)) return;
    const there: Capture = {
      version: 1,
      flows: moved(capture).flows.map((flow) => ({ ...flow, deployments })),
    };
    const [found] = (await inspect(there, options)).flows.slice(-1);
    expect(found?.findings.map((finding) => finding.rule)).toContain(rule);
  },
);
