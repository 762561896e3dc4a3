import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { fails, type JunitOptions, renderJunit } from '../../../src/formats/report/junit.ts';
import type { ReportedInput } from '../../../src/formats/report/sarif.ts';
import { finding, flow } from './sample-inspection.ts';

const input = (flows: ReportedInput['inspection']['flows']): ReportedInput => ({
  name: 'a.har',
  inspection: { flows },
  warnings: [],
});

function suites(inputs: readonly ReportedInput[], options: Partial<JunitOptions> = {}) {
  const xml = renderJunit(inputs, { failOn: 'error', ...options });
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  return parser.parse(xml).testsuites.testsuite;
}

describe('JUnit', () => {
  test('a finding is a failed case with evidence, fix and page', () => {
    const [suite] = suites([input([flow({ skipped: [] })])]);

    expect(suite).toMatchObject({
      name: 'a.har, flow 1: OIDC urn:example:client',
      tests: '2',
      failures: '1',
      skipped: '0',
    });
    expect(suite.testcase[0]).toMatchObject({ name: 'ended: refused by the browser' });
    expect(suite.testcase[1]).toMatchObject({
      classname: 'a.har, flow 1',
      name: 'csp-form-action-redirect-gap: Redirect chain leaves the form-action list',
      failure: { type: 'error', message: 'The form led to https://app.other.gov/home.' },
    });
    expect(suite.testcase[1].failure['#text']).toContain('fix: Register the address.\n');
  });

  test('a finding below the chosen severity passes and is told', () => {
    const warning = finding({ severity: 'warning' });
    const [suite] = suites([input([flow({ findings: [warning], skipped: [] })])]);

    expect(suite.failures).toBe('0');
    expect(suite.testcase[1]['system-out']).toMatch(/^warning: The form led to /);
    const [strict] = suites([input([flow({ findings: [warning], skipped: [] })])], { failOn: 'warning' });
    expect(strict.failures).toBe('1');
  });

  test('an ignored finding and a rule that was not asked are skipped, each with why', () => {
    const skipped = [{ rule: 'pkce-unknown', title: 'PKCE', reason: 'no-portal-configuration' as const }];
    const sifted = { ...flow({ findings: [], skipped }), ignored: [{ ...finding(), reason: 'Known.' }] };
    const [suite] = suites([input([sifted])]);

    expect(suite.skipped).toBe('2');
    expect(suite.testcase.slice(1).map((one: { skipped: unknown }) => one.skipped)).toEqual([
      { message: 'ignored: Known.' },
      { message: 'not asked: no portal configuration' },
    ]);
  });

  test('an input without a sign-in is not silent, and one that cannot be read is an error', () => {
    const found = suites([input([])], { unusable: ['b.har: no such file'] });

    expect(found).toMatchObject([
      { tests: '1', skipped: '1', errors: '0' },
      { tests: '1', errors: '1', testcase: [{ error: { message: 'b.har: no such file' } }] },
    ]);
  });

  test('markup and control characters of the input bring no markup', () => {
    const hostile = finding({ summary: ']]></failure><x a="1">\u0000\u001b[31m & <!--' });
    const [suite] = suites([input([flow({ findings: [hostile], skipped: [] })])]);

    expect(suite.testcase[1].failure.message).toBe(']]></failure><x a="1">\\u{0}\\u{1b}[31m & <!--');
  });
});

test.each([
  ['error', ['error']],
  ['warning', ['error', 'warning']],
  ['info', ['error', 'warning', 'info']],
  ['never', []],
] as const)('--fail-on %s', (failOn, failing) => {
  const severities = ['error', 'warning', 'info'] as const;
  expect(severities.filter((severity) => fails(severity, failOn))).toEqual(failing);
});
