/** The vocabulary of the tests: the builders that the rules' own examples are written with. */
export * from '../../src/core/rules/example-support/index.ts';
