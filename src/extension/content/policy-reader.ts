/**
 * Runs on this computer's hosts and on sites that the user allowed, once a page has been parsed. Tells the recorder
 * which policies stand in its head, for they are in no header; reads nothing else of the page. Stands alone: a content
 * script cannot import, and types are all it may share. In a function, for content scripts of one page have their
 * globals in common.
 */
(() => {
  const MAX_POLICIES = 20;
  const MAX_LENGTH = 20_000;
  /** When a message that was not taken is sent again, in milliseconds. */
  const AGAIN = 500;

  const extension: { runtime: { sendMessage(message: unknown): Promise<unknown> } } =
    Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');

  /** Elsewhere than in the head a policy counts for nothing (CSP Level 3, section 3.3). */
  function policiesInHead(): string[] {
    const wanted = ':root > head > meta[http-equiv="content-security-policy" i][content]';
    return [...document.querySelectorAll(wanted)]
      .slice(0, MAX_POLICIES)
      .map((meta) => (meta.getAttribute('content') ?? '').slice(0, MAX_LENGTH));
  }

  function tell(): void {
    const policies = policiesInHead();
    // Pages have many frames: of those without a policy there is nothing to say.
    if (window !== window.top && policies.length === 0) return;
    const message = { kind: 'meta-policies', url: location.href.slice(0, 65_536), policies };
    // A worker that is just being stopped takes no message; the next one does.
    extension.runtime.sendMessage(message).catch(() => {
      setTimeout(() => extension.runtime.sendMessage(message).catch(() => undefined), AGAIN);
    });
  }

  // A page that is loaded ahead counts when it is shown.
  if (Reflect.get(document, 'prerendering') === true) {
    document.addEventListener('prerenderingchange', tell, { once: true });
  } else tell();
})();
