import type { Routes } from './exchange.ts';
import { asset } from './exchange.ts';

/** Static files that every host serves itself, as the policies allow scripts and styles of the same origin only. */

export const CLICK_IMMEDIATE = '/assets/click-immediate.js';

const STYLE = `
:root { color-scheme: light dark; --edge: light-dark(#c9ced6, #454b55); --accent: light-dark(#0b5394, #8ab8f5); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1b1b1b, #e8e8e8); background: light-dark(#fff, #16181c); }
.notice { margin: 0; padding: .35rem 1rem; font-size: .85rem; background: light-dark(#fff3cd, #463a12); }
header { padding: .75rem 1rem; font-weight: 600; border-bottom: 1px solid var(--edge); }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 0; }
a { color: var(--accent); }
form { margin: 1rem 0; display: grid; gap: .75rem; justify-items: start; }
label { display: grid; gap: .25rem; }
input { font: inherit; padding: .4rem .5rem; width: 20rem; max-width: 100%; border: 1px solid var(--edge); border-radius: .25rem; }
button, .button { font: inherit; display: inline-block; padding: .5rem 1rem; border: 0; border-radius: .25rem; text-decoration: none; cursor: pointer; color: light-dark(#fff, #10141a); background: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; }
.cards { list-style: none; padding: 0; display: grid; gap: 1rem; }
.cards > li { border: 1px solid var(--edge); border-radius: .5rem; padding: 1rem; }
.cards p { margin: .5rem 0; }
.tag { font-size: .8rem; border: 1px solid var(--edge); border-radius: 1rem; padding: .05rem .6rem; }
`;

/** Clicks the page's one link or button at once, as the real click-immediate pack does. */
const CLICK_SCRIPT = `document.querySelector('[data-click-immediate]').click();\n`;

export const ASSET_ROUTES: Routes = {
  'GET /assets/playground.css': () => asset(STYLE, 'text/css; charset=utf-8'),
  [`GET ${CLICK_IMMEDIATE}`]: () => asset(CLICK_SCRIPT, 'text/javascript; charset=utf-8'),
};
