import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/core/index.ts';
import { readCaptureText } from '../../src/formats/capture/capture-file.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { runCli } from './run-cli.ts';

const GAP = 'test/fixtures/har/chromium-oidc-gap.har';
const CODE = /[?&]code=([\w-]+)/.exec(readFileSync(GAP, 'utf8'))?.[1] ?? '';

describe('files to hand on', () => {
  test('are redacted, and give the same findings', async () => {
    const { status, stdout, stderr } = await runCli(['--format', 'capture', GAP]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(CODE).not.toBe('');
    expect(stdout).not.toContain(CODE);
    const { capture, redacted } = readCaptureText(stdout);
    expect(redacted).toBe(true);
    const [flow] = (await inspect(capture)).flows;
    expect(flow?.findings.map(({ rule }) => rule)).toEqual(['csp-form-action-redirect-gap']);
  });

  test('hold their secrets where that is asked for, and say so', async () => {
    const { stdout } = await runCli(['--format', 'har', '--no-redact', GAP]);
    expect(stdout).toContain(CODE);
    expect(JSON.parse(stdout).log._loginGov.redacted).toBe(false);
    expect(importHar(stdout).capture).toEqual(importHar(readFileSync(GAP, 'utf8')).capture);
  });

  test.each([
    ['ticket', /^# Sign-in with Login\.gov: report\n/],
    ['html', /^<!doctype html>/],
    ['mermaid', /^sequenceDiagram\n/],
  ])('%s', async (format, beginning) => {
    const { status, stdout } = await runCli(['--format', format, GAP]);
    expect(status).toBe(1);
    expect(stdout).toMatch(beginning);
    expect(stdout).toContain('app.other.gov');
    expect(stdout).not.toContain(CODE);
  });

  test('are one file for one input', async () => {
    const { status, stdout, stderr } = await runCli(['--format', 'capture', GAP, GAP]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: '--format capture writes one file: give one input\n',
    });
  });
});

test('--redact replaces in the inspection, too', async () => {
  const [whole, redacted] = [
    await runCli(['--format', 'json', GAP]),
    await runCli(['--format', 'json', '--redact', GAP]),
  ];
  expect(whole.stdout).toContain(CODE);
  expect(redacted.stdout).not.toContain(CODE);
  expect(redacted.status).toBe(whole.status);
});
