import { X509Certificate } from 'node:crypto';
import type { PortalConfiguration } from '../core/model/index.ts';
import {
  PortalConfigurationError,
  parsePortalConfiguration,
} from '../formats/portal/parse-portal-configuration.ts';
import { readTextFile } from './read-file.ts';
import { UnusableInput } from './unusable-input.ts';

const MOST_BYTES = 16 * 1024 * 1024;

export interface PortalInput {
  /** Absent without `--portal` and `--cert`, and where nothing of them can be used. */
  readonly portal?: PortalConfiguration;
  /** What cannot be used of the files, each with the file and the field; the rest is used nevertheless. */
  readonly problems: readonly UnusableInput[];
}

/** The portal configuration of `--portal`, with the certificates of `--cert` added. */
export function readPortal(portalFile: string | undefined, certificateFiles: readonly string[]): PortalInput {
  const problems: UnusableInput[] = [];
  const portal = portalFile === undefined ? undefined : readConfiguration(portalFile, problems);
  const added = certificateFiles.flatMap((file) => readCertificates(file, problems));
  if (portal === undefined && added.length === 0) return { problems };
  const certs = [...(portal?.certs ?? []), ...added];
  return { portal: { ...portal, ...(certs.length > 0 && { certs }) }, problems };
}

function readConfiguration(file: string, problems: UnusableInput[]): PortalConfiguration | undefined {
  try {
    const parsed = parsePortalConfiguration(readTextFile(file, MOST_BYTES));
    if (Object.keys(parsed.portal).length + parsed.problems.length === 0) {
      problems.push(
        new UnusableInput(file, 'holds no field of the Partner Portal, such as issuer or redirect_uris'),
      );
    }
    for (const problem of parsed.problems) problems.push(new UnusableInput(file, `${problem}; left out`));
    parsed.portal.certs?.forEach((certificate, index) => {
      if (isCertificate(certificate)) return;
      problems.push(new UnusableInput(file, `certs.${index} cannot be read as an X.509 certificate in PEM`));
    });
    return parsed.portal;
  } catch (error) {
    if (error instanceof UnusableInput) problems.push(error);
    else if (error instanceof PortalConfigurationError) {
      problems.push(new UnusableInput(file, `not a portal configuration: ${error.message}`));
    } else throw error;
    return undefined;
  }
}

function readCertificates(file: string, problems: UnusableInput[]): string[] {
  try {
    const text = readTextFile(file, MOST_BYTES);
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0) {
      throw new UnusableInput(file, 'holds no certificate; PEM is expected (-----BEGIN CERTIFICATE-----)');
    }
    return blocks.filter((block, index) => {
      if (isCertificate(block)) return true;
      problems.push(new UnusableInput(file, `certificate ${index + 1} cannot be read as X.509`));
      return false;
    });
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    problems.push(error);
    return [];
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
