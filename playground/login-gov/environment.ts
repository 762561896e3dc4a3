import type { KeyPair } from '../keys.ts';
import type { WebReply } from '../web/exchange.ts';
import { page, redirect, withHeaders } from '../web/exchange.ts';
import { Sessions } from '../web/sessions.ts';
import { formActionSources, SELF_ONLY, securityHeaders } from './content-policy.ts';
import type { AuthorizeParameters } from './oidc-validation.ts';
import { redirectingPage } from './pages.ts';
import type { Registration } from './registrations.ts';
import type { SamlMessage } from './saml-request.ts';

/** One deployment of the identity provider: its address, settings, key and memory. */
export interface Environment {
  readonly host: string;
  readonly origin: string;
  /** Setting `openid_connect_redirect`; `server_side` is what production runs. */
  readonly redirectMode: RedirectMode;
  readonly key: KeyPair;
  readonly registrations: readonly Registration[];
  readonly sessions: Sessions<IdpSession>;
  /** By authorization code and by access token. */
  readonly codes: Map<string, Grant>;
  readonly accessTokens: Map<string, Grant>;
}

export type RedirectMode = 'server_side' | 'client_side_js';

export interface IdpSession {
  /** The request of a service provider that is being answered. */
  pending: PendingRequest | undefined;
  signedIn: boolean;
  consented: boolean;
}

export type PendingRequest =
  | {
      readonly protocol: 'oidc';
      readonly url: string;
      readonly client: Registration;
      readonly parameters: AuthorizeParameters;
    }
  | {
      readonly protocol: 'saml';
      readonly url: string;
      readonly client: Registration;
      readonly message: SamlMessage;
    };

export interface Grant extends AuthorizeParameters {
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** The one person who signs in here. */
export const TEST_USER = {
  uuid: 'a1d0c6e8-0000-4000-8000-000000000001',
  email: 'user@example.gov',
} as const;

export function createEnvironment(
  host: string,
  redirectMode: RedirectMode,
  key: KeyPair,
  registrations: readonly Registration[],
): Environment {
  return {
    host,
    origin: `https://${host}`,
    redirectMode,
    key,
    registrations,
    sessions: new Sessions<IdpSession>('_identity_idp_session', () => ({
      pending: undefined,
      signedIn: false,
      consented: false,
    })),
    codes: new Map(),
    accessTokens: new Map(),
  };
}

/** `form-action` of the pages between an OIDC request and its answer. */
export function pendingFormAction(environment: Environment, pending: PendingRequest | undefined) {
  if (pending?.protocol !== 'oidc') return SELF_ONLY;
  return oidcFormAction(environment, pending.parameters.redirectUri, pending.client);
}

/** In client_side_js mode the service provider's origins are left out (its form-action setting is off by default). */
export function oidcFormAction(environment: Environment, actionUrl: string, client: Registration) {
  if (environment.redirectMode === 'client_side_js') return SELF_ONLY;
  return formActionSources(actionUrl, client.redirect_uris);
}

/** Sends the browser to an OIDC service provider in the way this environment does it. */
export function sendToServiceProvider(
  environment: Environment,
  url: string,
  formAction: readonly string[],
): WebReply {
  const reply = environment.redirectMode === 'server_side' ? redirect(url) : page(redirectingPage(url));
  return withHeaders(reply, securityHeaders(formAction));
}

/** Adds or replaces query parameters; a fragment stays behind them. */
export function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return target.href;
}
