import type { EndpointKind } from './endpoints.ts';

/** Titles of Login.gov's error pages, in its four languages, without the suffix " | Login.gov". */
export const ERROR_PAGE_TITLES: Partial<Record<EndpointKind, readonly string[]>> = {
  'oidc-authorize': [
    'OpenID Connect Authorization',
    'Autorización de OpenID Connect',
    'Autorisation OpenID Connect',
    'OpenID Connect 授权',
  ],
  'oidc-logout': [
    'OpenID Connect Logout',
    'Cierre de sesión de OpenID Connect',
    'Déconnexion OpenID Connect',
    'OpenID Connect 登出',
  ],
  'saml-auth': ['Error', 'Erreur', '错误'],
  'saml-logout': ['Error', 'Erreur', '错误'],
  'saml-internal': ['Error', 'Erreur', '错误'],
};

/** Where Login.gov leads the users of an application whose registration is inactive; a language may stand before it. */
export const INACTIVE_PATH = '/errors/service_provider_inactive';

/** Title of the page that comes with HTTP 429, in English for everybody. */
export function isRateLimitTitle(title: string): boolean {
  return title.trim() === 'Rate Limited | Login.gov';
}
