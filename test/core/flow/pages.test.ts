import { expect, test } from 'vitest';
import { authorizeUrl } from '../../support/builders.ts';
import { arriving, CONSENT, POLICY, refused, SIGN_IN, signingIn } from '../../support/journeys.ts';
import { committed, pageRead } from '../../support/observations.ts';
import { record } from '../../support/recording.ts';

/** What the content script reads on pages of Login.gov. */

const META = { value: "form-action 'none'", disposition: 'enforce', from: 'meta' } as const;
const HEADER = { value: POLICY, disposition: 'enforce', from: 'header' } as const;
const arrived = arriving('Chromium');

test('a page belongs to the navigation that showed it', () => {
  const { flows } = record([
    ...arrived,
    pageRead(SIGN_IN, { title: 'Sign in | Login.gov', messages: ['m'] }),
  ]);
  expect(flows[0]?.navigations[0]?.page).toEqual({
    title: 'Sign in | Login.gov',
    messages: ['m'],
    policies: [],
  });
});

test('its policies govern its forms beside those of the response', () => {
  const { flows } = record([...arrived, pageRead(SIGN_IN, { policies: [META] }), ...signingIn('Chromium')]);
  expect(flows[0]?.navigations[1]?.cause).toEqual({
    kind: 'form',
    document: { url: SIGN_IN, policies: [HEADER, META] },
  });
});

test('read twice, its policies count once', () => {
  const page = pageRead(SIGN_IN, { policies: [META] });
  expect(record([...arrived, page, page]).lane.document?.policies).toEqual([HEADER, META]);
});

test('its policies alone are not enough to know those of the document', () => {
  const { lane } = record([committed(SIGN_IN, 'typed'), pageRead(SIGN_IN, { policies: [META] })]);
  expect(lane.document?.policies).toBeUndefined();
});

test('a report about another page than the one shown changes nothing', () => {
  const { flows } = record([...arrived, pageRead(CONSENT, { title: 'late' })]);
  expect(flows).toEqual(record(arrived).flows);
});

test('a report while the next navigation is under way belongs to none', () => {
  const underWay = signingIn('Chromium').slice(0, 2);
  const { flows } = record([...arrived, ...underWay, pageRead(SIGN_IN, { title: 'late' })]);
  expect(flows[0]?.navigations.map(({ page }) => page)).toEqual([undefined, undefined]);
});

test('a report after a refusal is not put to the navigation that was refused', () => {
  const { flows } = record([
    ...arrived,
    ...signingIn('Chromium'),
    ...refused('Chromium'),
    pageRead(CONSENT, { title: 'late' }),
  ]);
  expect(flows[0]?.navigations.at(-1)?.page).toBeUndefined();
});

test('the fragment of the address makes no difference', () => {
  const { flows } = record([...arrived, pageRead(`${SIGN_IN}#main`, { title: 'Sign in' })]);
  expect(flows[0]?.navigations[0]?.page?.title).toBe('Sign in');
});

test('an address with another query is another page', () => {
  const { flows } = record([...arrived, pageRead(authorizeUrl(), { title: 'other' })]);
  expect(flows[0]?.navigations[0]?.page).toBeUndefined();
});
