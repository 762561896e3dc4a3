import { existsSync } from 'node:fs';
import { provideBrowser } from './browsers/find-browser.ts';
import { installWithApt } from './browsers/install.ts';

/** Before the tests: both browsers and xmlsec1 are there, or one sentence says what to do. */

const XMLSEC = '/usr/bin/xmlsec1';

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await provideBrowser('chromium', say);
  await provideBrowser('firefox', say);
  if (!existsSync(XMLSEC)) installWithApt('xmlsec1', say);
  if (!existsSync(XMLSEC))
    throw new Error(`The tests need xmlsec1 as ${XMLSEC}: install the package xmlsec1.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
