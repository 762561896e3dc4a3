import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The options of a command; with `--help`, or where they cannot be read, says how it is used and ends the process. */
export function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
) {
  try {
    const { values } = parseArgs<{ options: T }>({ options });
    if (Reflect.get(values, 'help') !== true) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
