import { X509Certificate } from 'node:crypto';
import type { PortalConfiguration } from '../core/model/index.ts';
import {
  PortalConfigurationError,
  parsePortalConfiguration,
} from '../formats/portal/parse-portal-configuration.ts';
import { readTextFile } from './read-file.ts';
import { UnusableInput } from './unusable-input.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The portal configuration of `--portal`, with the certificates of `--cert` added; undefined without either.
 * Throws {@link UnusableInput}.
 */
export function readPortal(
  portalFile: string | undefined,
  certificateFiles: readonly string[],
): PortalConfiguration | undefined {
  const portal = portalFile === undefined ? undefined : readConfiguration(portalFile);
  if (certificateFiles.length === 0) return portal;
  return { ...portal, certs: [...(portal?.certs ?? []), ...certificateFiles.flatMap(readCertificates)] };
}

function readConfiguration(file: string): PortalConfiguration {
  try {
    return parsePortalConfiguration(readTextFile(file, MOST_BYTES));
  } catch (error) {
    if (!(error instanceof PortalConfigurationError)) throw error;
    throw new UnusableInput(file, `not a portal configuration: ${error.message}`);
  }
}

function readCertificates(file: string): string[] {
  const text = readTextFile(file, MOST_BYTES);
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    throw new UnusableInput(file, 'holds no certificate; PEM is expected (-----BEGIN CERTIFICATE-----)');
  }
  blocks.forEach((block, index) => {
    if (!isCertificate(block))
      throw new UnusableInput(file, `certificate ${index + 1} cannot be read as X.509`);
  });
  return blocks;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
