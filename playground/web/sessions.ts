import { randomUUID } from 'node:crypto';
import type { WebReply, WebRequest } from './exchange.ts';
import { withCookie } from './exchange.ts';

/**
 * Browser sessions in memory, found by a cookie that is `SameSite=Lax` like those of the real sites:
 * a form posted from another site arrives without it.
 */
export class Sessions<Data extends object> {
  readonly #byId = new Map<string, Data>();
  readonly #cookieName: string;
  readonly #create: () => Data;

  constructor(cookieName: string, create: () => Data) {
    this.#cookieName = cookieName;
    this.#create = create;
  }

  /** Runs `handle` with the browser's session, creating one where there is none. */
  async within(request: WebRequest, handle: (data: Data) => WebReply | Promise<WebReply>): Promise<WebReply> {
    const known = request.cookies.get(this.#cookieName);
    const found = known === undefined ? undefined : this.#byId.get(known);
    if (found) return handle(found);
    const id = randomUUID();
    const data = this.#create();
    this.#byId.set(id, data);
    return withCookie(
      await handle(data),
      `${this.#cookieName}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
  }
}
