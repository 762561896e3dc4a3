import { parseParameters, queryParameters } from '../../core/decode/parameters.ts';
import { captureFromRequest } from '../../core/index.ts';
import { startsFlow, unnamedDeployment } from '../../core/login-gov/endpoints.ts';
import { nameDeployment } from '../deployment/name-deployment.ts';
import { looksLikeUrl, withoutLayout, withoutQuotes } from './copied-text.ts';
import { ACCEPTED, ImportError } from './import-error.ts';
import type { Imported } from './imported.ts';
import { importSamlValue, type SamlValueName } from './saml-value.ts';

/**
 * One request that was copied: a URL with line breaks and brackets around it, the query of one, or the bare value
 * of a SAMLRequest or SAMLResponse. Throws {@link ImportError}.
 * @param deployments origins to take for deployments of Login.gov beside the known ones
 */
export function importText(text: string, deployments: readonly string[] = []): Imported {
  const copied = withoutQuotes(text.replace(/^\ufeff/, ''));
  if (copied === '') throw new ImportError('empty', `holds nothing; ${ACCEPTED}`);
  if (looksLikeUrl(copied)) return importUrl(copied, deployments);
  const value = samlParameter(copied);
  return importSamlValue(value?.value ?? copied, value?.name, deployments);
}

function importUrl(text: string, deployments: readonly string[]): Imported {
  const url = withoutLayout(text);
  if (startsFlow(url, deployments))
    return { capture: captureFromRequest({ url, deployments }), warnings: [], redacted: false };
  const [address = ''] = url.split(/[?#]/, 1);
  const shown = address.length > 200 ? `${address.slice(0, 200)}…` : address;
  throw new ImportError('not-login-gov', `${shown} ${whyNot(url)}`);
}

function whyNot(url: string): string {
  if (isAnswer(url))
    return 'is where the user was sent back to: it says too little alone; import the request that it answers, or a HAR file of the whole sign-in';
  const origin = unnamedDeployment(url);
  return origin === undefined
    ? 'is not a Login.gov endpoint that starts a sign-in or sign-out'
    : `is on no known deployment; ${nameDeployment(origin)}`;
}

/** An authorization response (OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6): what users copy when it failed. */
function isAnswer(url: string): boolean {
  const names = queryParameters(url).map(({ name }) => name);
  return names.includes('state') && (names.includes('code') || names.includes('error'));
}

/** `SAMLRequest=…`, alone or among the other parameters of a query or a form. */
function samlParameter(text: string): { readonly name: SamlValueName; readonly value: string } | undefined {
  if (!/^\??(?:\w{1,40}=[^&]*&)*SAML(?:Request|Response)=/.test(text)) return undefined;
  for (const { name, value } of parseParameters(text.replace(/^\?/, '').replace(/\s+/g, ''))) {
    if (name === 'SAMLRequest' || name === 'SAMLResponse') return { name, value };
  }
  return undefined;
}
