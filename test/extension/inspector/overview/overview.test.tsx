import { describe, expect, it } from 'vitest';
import type { FlowInspection } from '../../../../src/core/model/index.ts';
import { Overview } from '../../../../src/extension/inspector/overview/Overview.tsx';
import { markup, visibleText } from '../rendering.ts';
import {
  CODE,
  DIRECTIVE,
  finding,
  followedInspection,
  refusedFlow,
  refusedInspection,
  samlInspection,
} from '../samples.ts';

const NO_LINKS = { onHop: () => {}, onFinding: () => {}, onEvidence: () => {} };

const overview = (inspection: FlowInspection, engine: 'chromium' | 'firefox' = 'chromium') => (
  <Overview inspection={inspection} engine={engine} target={undefined} {...NO_LINKS} />
);

describe('Overview', () => {
  it('begins with the outcome', () => {
    const html = markup(overview(refusedInspection));
    expect(html).toContain('data-testid="outcome" data-outcome="refused-by-browser"');
    expect(visibleText(overview(refusedInspection))).toMatch(
      /^Refused by the browser Chromium refused hop 6/,
    );
  });

  it('names the refused hop, the directive, what to register and what Firefox does', () => {
    const text = visibleText(overview(refusedInspection));
    expect(text).toContain(
      'Chromium refused hop 6 , https://app.other-agency.example.gov/home?welcome=1 , because the page at idp.int.identitysandbox.gov allows its forms to go to itself and https://cases.example.gov only.',
    );
    expect(text).toContain(`Policy ${DIRECTIVE} sent by`);
    expect(text).toContain('Redirect URI to register https://app.other-agency.example.gov/home Copy');
    expect(text).toContain('Firefox would follow it');
    expect(markup(overview(refusedInspection))).toContain('aria-label="Copy Redirect URI to register"');
  });

  it('says of a recording from Firefox that Chromium would refuse', () => {
    const text = visibleText(overview(followedInspection, 'firefox'));
    expect(text).toContain('Chromium would refuse hop 6');
    expect(text).toContain('Firefox follows it');
  });

  it('says a refusal once: the finding’s explanation and evidence are folded, its fix and link are not', () => {
    const html = markup(overview(refusedInspection));
    const [shown = '', folded = ''] = html.split('<summary>Explanation and evidence</summary>');
    expect(html.match(/Chromium refused/g)).toHaveLength(1);
    expect(shown.match(/Copy Redirect URI to register/g)).toHaveLength(1);
    expect(shown).toContain('<strong>Fix</strong>');
    expect(folded).toContain('class="evidence"');
    expect(folded).toContain('class="doc-link"');
  });

  it('says of Firefox’s own refusal that Chromium refuses it too', () => {
    const formActions = refusedInspection.formActions.map((judgement) => ({
      ...judgement,
      firefox: judgement.chromium,
    }));
    const text = visibleText(overview({ ...refusedInspection, formActions }, 'firefox'));
    expect(text).toContain('Firefox refused hop 6');
    expect(text).toContain('Chromium refuses it too.');
  });

  it('quotes Login.gov without a refusal by the browser', () => {
    expect(visibleText(overview(samlInspection))).toMatch(
      /^Refused by Login\.gov Login\.gov refused the request with an error page\. Show hop 1 Login\.gov says Unauthorized Service Provider/,
    );
    expect(markup(overview(samlInspection))).not.toContain('refused-card');
  });

  it('shows a finding with place, values, fix, link and rule', () => {
    const text = visibleText(overview(samlInspection));
    expect(text).toContain('Error Issuer is not registered');
    expect(text).toContain(
      'XML AuthnRequest/Issuer at hop 1 Found urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits',
    );
    expect(text).toContain('Expected http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(text).toContain('Fix Sign with RSA-SHA256.');
    const html = markup(overview(samlInspection));
    expect(html).toContain('data-rule="saml-issuer-unregistered" data-severity="error"');
    expect(html).toContain(
      'href="https://developers.login.gov/support/#saml-errors" target="_blank" rel="noreferrer"',
    );
  });

  it('folds the infos and counts the rules that were not asked', () => {
    const html = markup(overview(refusedInspection));
    expect(html).toMatch(/<details class="fold notes"><summary>1 note<\/summary>/);
    expect(visibleText(overview(refusedInspection))).toContain(
      '3 rules were not asked: no portal configuration',
    );
  });

  it('says what a rule that was not asked needs', () => {
    expect(visibleText(overview(refusedInspection))).toContain(
      'redirect_uri is not registered oidc-redirect-uri-not-registered needs redirect_uris',
    );
  });

  it('says of a success what is wrong all the same', () => {
    expect(visibleText(overview(followedInspection, 'firefox'))).toMatch(
      /^Signed in, with 1 error and 1 warning Login\.gov sent the user back/,
    );
    expect(visibleText(overview({ ...followedInspection, findings: [] }, 'firefox'))).toMatch(
      /^Signed in Login\.gov sent/,
    );
  });

  it('says what a network error means', () => {
    const [first, ...others] = samlInspection.navigations;
    const hops = first?.hops.map((hop) => ({ ...hop, error: 'net::ERR_NAME_NOT_RESOLVED' })) ?? [];
    const text = visibleText(
      overview({
        ...samlInspection,
        outcome: { kind: 'network-error', hop: 's1', summary: 'Hop 1 failed: net::ERR_NAME_NOT_RESOLVED.' },
        navigations: first ? [{ ...first, hops }, ...others] : [],
      }),
    );
    expect(text).toMatch(
      /^Network error Hop 1 failed: net::ERR_NAME_NOT_RESOLVED\. Show hop 1 The name of the host/,
    );
  });

  it('says what a cancelled sign-in is for the application', () => {
    const outcome = { kind: 'cancelled', summary: 'The user cancelled at Login.gov.' } as const;
    expect(visibleText(overview({ ...samlInspection, outcome }))).toContain('error=access_denied');
  });

  it('leads from what Login.gov said to the finding that explains it', () => {
    const messages = samlInspection.messages.map((message) =>
      message.kind === 'error-page'
        ? {
            ...message,
            problems: [
              { id: 'x', text: 'Unauthorized Service Provider', rules: ['saml-issuer-unregistered'] },
            ],
          }
        : message,
    );
    expect(visibleText(overview({ ...samlInspection, messages }))).toContain(
      'Unauthorized Service Provider Because Issuer is not registered Findings',
    );
  });

  it('has what Login.gov does beside the findings', () => {
    const treatments = [
      {
        hop: 'h2',
        items: [{ topic: 'service-level', values: ['urn:acr.login.gov:verified'], because: 'It is named.' }],
      },
    ] as const;
    const html = markup(overview({ ...refusedInspection, treatments }));
    expect(html).toContain(
      '<aside class="overview-aside" aria-label="What Login.gov does with this request">',
    );
    expect(markup(overview(refusedInspection))).not.toContain('<aside');
  });

  it('names a rule that crashed as such', () => {
    expect(visibleText(overview(samlInspection))).toContain('1 rule failed: a fault of this extension');
  });

  it('shows markup in values as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const html = markup(
      overview({
        ...samlInspection,
        outcome: { kind: 'unfinished', summary: hostile },
        findings: [
          finding({ title: hostile, summary: hostile, fix: hostile, docs: ['javascript:alert(1)'] }),
        ],
      }),
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)>');
    expect(html).not.toContain('href="javascript:');
  });

  it('gives no secret away, wherever it stands', () => {
    const url = `https://sp.example.gov/cb?code=${CODE}`;
    const html = markup(
      overview({
        ...refusedInspection,
        outcome: { kind: 'network-error', summary: `Hop 5, ${url}, failed.` },
        formActions: [
          {
            navigation: 'n2',
            documentUrl: 'https://idp.int.identitysandbox.gov/',
            chromium: { hop: 'h6', url, policy: '', directive: DIRECTIVE },
            firefox: null,
          },
        ],
        findings: [
          finding({
            summary: `It went to ${url}.`,
            evidence: [
              { hop: 'h5', at: { part: 'query', name: 'code' }, actual: CODE },
              { hop: 'h5', at: { part: 'url', name: 'url' }, actual: url, expected: url },
            ],
          }),
        ],
        navigations: refusedFlow.navigations,
      }),
    );
    expect(html).toContain('6a17cd… (36 characters)');
    expect(html).toContain('code=6a17cd…(36)');
    expect(html).toContain('aria-label="Show secrets in the refused URL"');
    expect(html).not.toContain(CODE);
  });
});
