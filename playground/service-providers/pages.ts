import type { WebReply } from '../web/exchange.ts';
import { page } from '../web/exchange.ts';
import type { Html } from '../web/html.ts';
import { html, NOTHING, renderDocument } from '../web/html.ts';

/** Pages that every sample service provider shows. */

export function signedInPage(site: string, email: string, logout?: readonly Html[]): WebReply {
  return page(
    renderDocument({
      title: `Signed in – ${site}`,
      site,
      main: html`<h1 id="signed-in">You are signed in</h1>
<p>Signed in as <strong id="user">${email}</strong>.</p>
${logout ?? NOTHING}`,
    }),
  );
}

export function signedOutPage(site: string): WebReply {
  const main = html`<h1 id="signed-out">You are signed out</h1>`;
  return page(renderDocument({ title: `Signed out – ${site}`, site, main }));
}

/** `code` is the protocol's own name of the error, `detail` what the library or Login.gov said. */
export function failedPage(site: string, code: string, detail: string): WebReply {
  return page(
    renderDocument({
      title: `Sign-in failed – ${site}`,
      site,
      main: html`<h1 id="sp-error">The sign-in did not work</h1>
<dl><dt>Error</dt><dd id="sp-error-code">${code}</dd><dt>Detail</dt><dd id="sp-error-detail">${detail}</dd></dl>
<p><a href="/">Back to the start</a></p>`,
    }),
    400,
  );
}

export function homePage(site: string, signIns: readonly string[]): WebReply {
  const links = signIns.map((path) => html`<li><a href="${path}">${path}</a></li>\n`);
  const main = html`<h1 id="home">${site}</h1>
<p>Ways to sign in:</p>
<ul>
${links}</ul>`;
  return page(renderDocument({ title: site, site, main }));
}

export function missingPage(site: string): WebReply {
  const main = html`<h1 id="not-found">No such page</h1>`;
  return page(renderDocument({ title: `Not found – ${site}`, site, main }), 404);
}
