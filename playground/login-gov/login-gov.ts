import { ASSET_ROUTES } from '../web/assets.ts';
import type { Handler, Routes } from '../web/exchange.ts';
import { findRoute, page, withHeaders } from '../web/exchange.ts';
import { securityHeaders } from './content-policy.ts';
import type { Environment } from './environment.ts';
import { authorizeRoutes } from './oidc-authorize.ts';
import { logoutRoutes } from './oidc-logout.ts';
import { tokenRoutes } from './oidc-tokens.ts';
import { notFoundPage } from './pages.ts';
import { handleSaml } from './saml.ts';
import { signInRoutes } from './sign-in.ts';

/** The virtual host of one environment of the miniature identity provider. */
export function loginGov(environment: Environment): Handler {
  const routes: Routes = {
    ...ASSET_ROUTES,
    ...signInRoutes(environment),
    ...authorizeRoutes(environment),
    ...tokenRoutes(environment),
    ...logoutRoutes(environment),
  };
  return async (request) => {
    const handler = findRoute(routes, request.method, withoutLocale(request.url.pathname));
    const reply = handler ? await handler(request) : await handleSaml(environment, request);
    return withHeaders(reply ?? page(notFoundPage(), 404), securityHeaders());
  };
}

/** Pages may have a locale in front; their texts stay English here. */
function withoutLocale(path: string): string {
  return path.replace(/^\/(?:en|es|fr|zh)(?=\/(?!api\/)|$)/, '') || '/';
}
