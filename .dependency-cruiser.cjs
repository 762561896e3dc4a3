/**
 * The layers, for dependency-cruiser. `npx depcruise` itself cannot be used yet: it reads
 * TypeScript only with a compiler older than 7. test/architecture.test.ts gives it what it needs to know.
 */
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** Libraries that core may use: they work alike in browsers, workers and Node. */
const CORE_LIBRARIES = [
  'pako',
  'fast-xml-parser',
  '@xmldom/xmldom',
  '@peculiar/asn1-rsa',
  '@peculiar/asn1-schema',
  '@peculiar/asn1-x509',
];

/** Packages that hold types and no code. */
const TYPES_ONLY = '^(har-format|sarif)$';

/** Files of rules; each has its examples beside it. */
const RULE_FILES = readdirSync(join(__dirname, 'src/core/rules'))
  .filter((name) => name.endsWith('.examples.ts'))
  .map((name) => name.slice(0, -'.examples.ts'.length));

const EXAMPLES = '^src/core/rules/(example-support/|[^/]+\\.examples\\.)';

/** From a folder only to some folders and packages. */
function only(name, comment, from, folders, packages = []) {
  const allowed = folders.map((folder) => `^src/${folder}`);
  const libraries = packages.map((library) => `(^|/)node_modules/${library}/`).concat(TYPES_ONLY);
  return {
    name,
    comment,
    severity: 'error',
    from: { path: `^src/${from}` },
    to: { pathNot: [...allowed, ...libraries] },
  };
}

module.exports = {
  forbidden: [
    only('core-pure', 'core imports core and its libraries', 'core/', ['core/'], CORE_LIBRARIES),
    only('model-first', 'model knows nothing of the rest', 'core/model/', ['core/model/']),
    only('facts-first', 'login-gov knows model alone', 'core/login-gov/', ['core/login-gov/', 'core/model/']),
    only(
      'reading-before-rules',
      'what reads and judges captures knows no rules',
      'core/(decode|flow|csp|signature)/',
      ['core/(model|login-gov|decode|flow|csp|signature)/', 'core/limits'],
      CORE_LIBRARIES,
    ),
    {
      name: 'rules-apart',
      comment: 'a rule file imports no other; what rules share stands in a file without rules',
      severity: 'error',
      from: { path: '^src/core/rules/', pathNot: '^src/core/rules/registry\\.' },
      to: { path: `^src/core/rules/(${RULE_FILES.join('|')})\\.tsx?` },
    },
    {
      name: 'examples-for-tests',
      comment: 'nothing that runs imports examples',
      severity: 'error',
      from: { path: '^src/', pathNot: EXAMPLES },
      to: { path: EXAMPLES },
    },
    only(
      'formats',
      'formats import core and formats',
      'formats/',
      ['core/', 'formats/'],
      ['@streamparser/json', 'fast-xml-parser', 'pako', 'valibot'],
    ),
    {
      name: 'cli',
      comment: 'cli imports core, formats and Node',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        pathNot: ['^src/(core|formats|cli)/', '(^|/)node_modules/(commander|valibot)/', '^package\\.json$'],
        dependencyTypesNot: ['core'],
      },
    },
    only(
      'extension',
      'the extension imports core, formats and its own parts',
      'extension/',
      ['core/', 'formats/', 'extension/'],
      ['webextension-polyfill', 'preact', 'valibot'],
    ),
    {
      name: 'extension-parts-apart',
      comment: 'parts of the extension share wire and events, and nothing else',
      severity: 'error',
      from: { path: '^src/extension/([^/]+)/' },
      to: { path: '^src/extension/', pathNot: '^src/extension/($1|wire|events)/' },
    },
    {
      name: 'browser-in-extension-only',
      comment: 'only the extension uses the browser API',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: 'webextension-polyfill' },
    },
    {
      name: 'product-without-tests',
      comment: 'nothing in src imports tests, playground or scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|playground|scripts)/' },
    },
    {
      name: 'no-cycles',
      comment: 'no file imports itself through others, types included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'every import leads to a file or a package',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: TYPES_ONLY },
    },
  ],
};
