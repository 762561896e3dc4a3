import { randomUUID } from 'node:crypto';
import { ASSET_ROUTES } from '../web/assets.ts';
import type { Handler } from '../web/exchange.ts';
import { findRoute } from '../web/exchange.ts';
import { failedPage, missingPage, signedInPage } from './pages.ts';

/** One-time tickets by which a service provider hands a signed-in user to an application on another host. */
export class Tickets {
  readonly #emails = new Map<string, string>();

  issue(email: string): string {
    const ticket = randomUUID();
    this.#emails.set(ticket, email);
    return ticket;
  }

  redeem(ticket: string): string | undefined {
    const email = this.#emails.get(ticket);
    this.#emails.delete(ticket);
    return email;
  }
}

/** An application that signs users in by tickets; Login.gov has never heard of its host. */
export function otherApp(host: string, tickets: Tickets): Handler {
  const routes = {
    ...ASSET_ROUTES,
    'GET /home': ((request) => {
      const email = tickets.redeem(request.url.searchParams.get('ticket') ?? '');
      if (email === undefined)
        return failedPage(host, 'no_ticket', 'The ticket is missing or was used before.');
      return signedInPage(host, email);
    }) satisfies Handler,
  };
  return (request) =>
    (findRoute(routes, request.method, request.url.pathname) ?? (() => missingPage(host)))(request);
}
