import { EXPORTS, type ExportFormat } from '../../../formats/export.ts';

/** `login-gov-2026-03-03-154107.capture.json`; a file that holds secrets says so in its name. */
export function fileName(format: ExportFormat, created: number, redacted: boolean): string {
  const [day = '', time = ''] = new Date(created).toISOString().split('T');
  const mark = redacted ? '' : '-NOT-REDACTED';
  return `login-gov-${day}-${time.slice(0, 8).replaceAll(':', '')}${mark}.${EXPORTS[format].extension}`;
}

/** `Chrome 156`, as the browser names itself; undefined for one that nobody knows here. */
export function browserName(userAgent: string): string | undefined {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return undefined;
}

/** Edge names itself last, after the browsers that it is like. */
const BROWSERS = [
  ['Edge', /\bEdg\/([\d.]+)/],
  ['Firefox', /\bFirefox\/([\d.]+)/],
  ['Chrome', /\b(?:Headless)?Chrome\/([\d.]+)/],
] as const;
