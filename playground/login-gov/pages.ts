import { CLICK_IMMEDIATE } from '../web/assets.ts';
import type { Html } from '../web/html.ts';
import { hiddenForm, html, renderDocument } from '../web/html.ts';

/** Pages of the miniature identity provider. Titles and error lists are those of the real pages. */

function idpPage(title: string, main: Html, scripts: readonly string[] = []): string {
  return renderDocument({ title, site: 'Miniature Login.gov', main, scripts });
}

export function signInPage(serviceProvider: string, email: string): string {
  return idpPage(
    'Sign in | Login.gov',
    html`<h1 id="sign-in">Sign in</h1>
<p><strong>${serviceProvider}</strong> uses this miniature to sign people in. Any password will do.</p>
<form method="post" action="/">
<label>Email address <input id="email" name="user[email]" type="email" value="${email}" autocomplete="off"></label>
<label>Password <input id="password" name="user[password]" type="password" value="correct horse" autocomplete="off"></label>
<button type="submit" id="submit-sign-in">Sign in</button>
</form>
<p><a id="cancel" href="/redirect/return_to_sp/cancel">Back to ${serviceProvider}</a></p>`,
  );
}

export function completionsPage(serviceProvider: string, email: string): string {
  return idpPage(
    `Continue to ${serviceProvider} | Login.gov`,
    html`<h1 id="completions">Continue to ${serviceProvider}</h1>
<p>Your information will be shared with ${serviceProvider}:</p>
<dl><dt>Email address</dt><dd>${email}</dd></dl>
${hiddenForm('/sign_up/completed', [['_method', 'patch']], { id: 'agree', label: 'Agree and continue' })}`,
  );
}

/** Mode client_side_js: a link that a script clicks at once, so that no form governs what follows. */
export function redirectingPage(url: string): string {
  return idpPage(
    'Redirecting | Login.gov',
    html`<h1>Submit to continue</h1>
<p>JavaScript seems to be turned off in your browser. Please submit to continue.</p>
<p><a class="button" id="redirect" href="${url}" data-click-immediate>Submit</a></p>`,
    [CLICK_IMMEDIATE],
  );
}

/** A page that posts its fields on: to the identity provider itself, or the answer to the service provider. */
export function postingPage(
  action: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  return idpPage(
    'Redirecting | Login.gov',
    html`<h1>Submit to continue</h1>
<p>JavaScript seems to be turned off in your browser. Please submit to continue.</p>
${hiddenForm(action, fields, { id: 'continue', label: 'Submit', immediate: true })}`,
    [CLICK_IMMEDIATE],
  );
}

export function errorPage(title: string, messages: readonly string[]): string {
  return idpPage(
    title,
    html`<ul id="idp-errors">
${messages.map((message) => html`<li>${message}</li>\n`)}</ul>`,
  );
}

export function confirmLogoutPage(
  serviceProvider: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  return idpPage(
    'Do you want to sign out of Login.gov? | Login.gov',
    html`<h1>Do you want to sign out of Login.gov and return to ${serviceProvider}?</h1>
${hiddenForm('/openid_connect/logout', [['_method', 'delete'], ...fields], {
  id: 'confirm-logout',
  label: 'Yes, sign out of Login.gov',
})}
<p><a id="deny-logout" href="/account">No, go to my account page</a></p>`,
  );
}

export function accountPage(signedIn: boolean, email: string): string {
  return idpPage(
    'Account | Login.gov',
    html`<h1 id="account">Your account</h1><p>${signedIn ? `Signed in as ${email}.` : 'Nobody is signed in.'}</p>`,
  );
}

export function notFoundPage(): string {
  return idpPage(
    "The page you were looking for doesn't exist (404)",
    html`<h1 id="not-found">The page you were looking for doesn’t exist.</h1>
<p>You might want to double-check your link and try again. (404)</p>`,
  );
}

export function serverErrorPage(): string {
  return idpPage(
    "We're sorry, but something went wrong (500)",
    html`<h1 id="server-error">We're sorry, but something went wrong.</h1>`,
  );
}
