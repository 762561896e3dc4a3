import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { type ReportedInput, renderSarif } from '../../../src/formats/report/sarif.ts';
import { CODE, finding, flow } from './sample-inspection.ts';

const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv as unknown as Parameters<typeof addFormats>[0]);
const validate = ajv.compile(schema);

const input = (more: Partial<ReportedInput> = {}): ReportedInput => ({
  name: 'evidence/sign in.har',
  inspection: { flows: [flow()] },
  warnings: [],
  ...more,
});

function rendered(inputs: readonly ReportedInput[], unusable: readonly string[] = []) {
  const log: unknown = JSON.parse(renderSarif(inputs, { version: '1.2.3', unusable }));
  validate(log);
  expect(validate.errors).toBeNull();
  return (log as { runs: [{ results: unknown; invocations: unknown }] }).runs[0];
}

describe('SARIF, valid by its schema', () => {
  test('a finding is a result with its level, place and rule', () => {
    const run = rendered([input()]);

    expect(run).toMatchObject({
      tool: {
        driver: {
          name: 'login-gov-inspector',
          version: '1.2.3',
          rules: [
            {
              id: 'csp-form-action-redirect-gap',
              helpUri: 'https://developers.login.gov/support/#redirects',
              defaultConfiguration: { level: 'error' },
            },
          ],
        },
      },
      results: [
        {
          ruleId: 'csp-form-action-redirect-gap',
          ruleIndex: 0,
          level: 'error',
          message: { text: 'The form led to https://app.other.gov/home. Register the address.' },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: 'evidence/sign%20in.har' } },
              logicalLocations: [{ fullyQualifiedName: 'flow 1, hop 3, URL' }],
            },
          ],
        },
      ],
    });
  });

  test('an info is a note, and a rule that occurs twice stands once among the rules', () => {
    const info = finding({ rule: 'oidc-prompt-missing', severity: 'info' });
    const run = rendered([input({ inspection: { flows: [flow({ findings: [info, finding(), info] })] } })]);

    expect(run.results).toMatchObject([
      { ruleIndex: 0, level: 'note' },
      { ruleIndex: 1, level: 'error' },
      { ruleIndex: 0, level: 'note' },
    ]);
  });

  test('an ignored finding is a suppressed result with the reason', () => {
    const sifted = { ...flow({ findings: [] }), ignored: [{ ...finding(), reason: 'Known since May.' }] };
    const run = rendered([input({ inspection: { flows: [sifted] } })]);

    expect(run.results).toMatchObject([
      { suppressions: [{ kind: 'external', status: 'accepted', justification: 'Known since May.' }] },
    ]);
  });

  test('what was left out and what could not be read are notifications', () => {
    const run = rendered([input({ warnings: ['entry 3 was left out'] })], ['b.har: no such file']);

    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'warning', message: { text: 'evidence/sign in.har: entry 3 was left out' } },
          { level: 'error', message: { text: 'b.har: no such file' } },
        ],
      },
    ]);
  });

  test('codes are shortened, and the fingerprint does not change with the number of the hop', () => {
    const leaky = finding({ summary: `The code ${CODE} came at https://sp.example.gov/cb?code=${CODE}.` });
    const text = renderSarif([input({ inspection: { flows: [flow({ findings: [leaky] })] } })], {
      version: '1',
    });

    expect(text).not.toContain(`code=${CODE}`);
    expect(text).toContain('"place/v1": "csp-form-action-redirect-gap urn:example:client url url"');
  });
});
