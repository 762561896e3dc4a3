import type { Expected, Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';
import { missingPage } from './service-providers/pages.ts';
import { ASSET_ROUTES } from './web/assets.ts';
import type { Handler } from './web/exchange.ts';
import { findRoute, page } from './web/exchange.ts';
import type { Html } from './web/html.ts';
import { html, NOTHING, renderDocument } from './web/html.ts';

/** The scenario page: what there is to try and what each browser will do. */

const SITE = 'Sign-in playground';

const OUTCOMES: Readonly<Record<Expected['outcome'], string>> = {
  'refused-by-browser': 'the browser refuses a redirect',
  'refused-by-login-gov': 'Login.gov refuses the request',
  'signed-in': 'the user is signed in',
  'signed-out': 'the user is signed out',
  cancelled: 'the user cancels',
  'network-error': 'a request fails',
  unfinished: 'it does not end',
};

export function indexHost(): Handler {
  const routes = { ...ASSET_ROUTES, 'GET /': () => page(renderIndex()) };
  return (request) =>
    (findRoute(routes, request.method, request.url.pathname) ?? (() => missingPage(SITE)))(request);
}

function renderIndex(): string {
  return renderDocument({
    title: SITE,
    site: SITE,
    main: html`<h1>Try a sign-in</h1>
<p>Open the inspector, start a scenario and click through it. Everything runs on this computer.</p>
<ul class="cards">
${SCENARIOS.map(card)}</ul>`,
  });
}

function card(scenario: Scenario): Html {
  const { chromium, firefox } = scenario.expected;
  const steps = scenario.steps.map(({ says }) => `“${says}”`).join(', then ');
  return html`<li id="scenario-${scenario.id}">
<h2>${scenario.title}</h2>
<p>${scenario.description}</p>
<p>${steps === '' ? 'Nothing to click on the way.' : `Click ${steps}.`}</p>
<dl>
${
  chromium.outcome === firefox.outcome
    ? outcome('Every browser', chromium)
    : [outcome('Chrome, Edge', chromium), outcome('Firefox', firefox)]
}<dt>Identity provider</dt><dd>${scenario.environment}</dd>
</dl>
<p><a class="button" id="start-${scenario.id}" href="${scenario.start}" aria-label="Start: ${scenario.title}">Start</a></p>
</li>
`;
}

function outcome(browser: string, expected: Expected): Html {
  const place = expected.refusedUrl === undefined ? NOTHING : html` (<code>${expected.refusedUrl}</code>)`;
  return html`<dt>${browser}</dt><dd>${OUTCOMES[expected.outcome]}${place}</dd>
`;
}
