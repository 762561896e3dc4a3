import type { Capture } from '../core/model/index.ts';
import { CaptureFileError, readCaptureText } from '../formats/capture/capture-file.ts';
import { HAR_LIMITS } from '../formats/har/har-schema.ts';
import { HarError, importHar } from '../formats/har/import-har.ts';
import { readStandardInput, readTextFile } from './read-file.ts';
import { looksLikeUrl, UnusableInput } from './unusable-input.ts';
import { captureFromUrl } from './url-input.ts';

const ACCEPTED =
  'expected is a URL of a Login.gov endpoint, a HAR file, a capture file or - for standard input';

export interface InputCapture {
  readonly capture: Capture;
  readonly warnings: readonly string[];
}

/**
 * Reads a URL, a file or, for `-`, standard input. Throws {@link UnusableInput}.
 * @param deployments origins to take for deployments of Login.gov beside the known ones
 */
export async function readInput(input: string, deployments: readonly string[] = []): Promise<InputCapture> {
  if (looksLikeUrl(input)) return { capture: captureFromUrl(input, deployments), warnings: [] };
  const text =
    input === '-'
      ? await readStandardInput(HAR_LIMITS.file)
      : readTextFile(input, HAR_LIMITS.file, `; ${ACCEPTED}`);
  if (looksLikeUrl(text)) return { capture: captureFromUrl(text, deployments, input), warnings: [] };
  if (!/^\ufeff?\s*[[{]/.test(text)) {
    throw new UnusableInput(input, `holds neither JSON nor a URL; ${ACCEPTED}`);
  }
  return readJsonInput(input, text, deployments);
}

function readJsonInput(input: string, text: string, deployments: readonly string[]): InputCapture {
  try {
    return importHar(text, { deployments });
  } catch (error) {
    if (!(error instanceof HarError)) throw error;
    if (error.code === 'not-a-har') {
      return { capture: withDeployments(readCapture(input, text), deployments), warnings: [] };
    }
    throw new UnusableInput(input, error.message);
  }
}

/** The file's own are kept: it says what was known when it was recorded. */
function withDeployments(capture: Capture, deployments: readonly string[]): Capture {
  if (deployments.length === 0) return capture;
  const flows = capture.flows.map((flow) => ({
    ...flow,
    deployments: [...new Set([...(flow.deployments ?? []), ...deployments])],
  }));
  return { ...capture, flows };
}

function readCapture(input: string, text: string): Capture {
  try {
    return readCaptureText(text).capture;
  } catch (error) {
    if (!(error instanceof CaptureFileError)) throw error;
    if (error.code !== 'not-a-capture') throw new UnusableInput(input, error.message);
    throw new UnusableInput(
      input,
      `neither a HAR file (log.entries) nor a capture file (version and flows); ${ACCEPTED}`,
    );
  }
}
