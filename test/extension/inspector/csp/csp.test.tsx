import { describe, expect, it } from 'vitest';
import type { FlowInspection, PolicyValue, PortalConfiguration } from '../../../../src/core/model/index.ts';
import { Csp } from '../../../../src/extension/inspector/csp/Csp.tsx';
import type { PolicyMark } from '../../../../src/extension/inspector/csp/policy-mark.ts';
import { markup, visibleText } from '../rendering.ts';
import {
  CLIENT,
  CODE,
  inspection,
  refusedFlow,
  refusedInspection,
  STATE,
  samlInspection,
} from '../samples.ts';

const csp = (of: FlowInspection, portal?: PortalConfiguration, mark?: PolicyMark) => (
  <Csp inspection={of} portal={portal} mark={mark} onHop={() => {}} />
);

/** The refused flow under other policies. */
function under(policies: readonly PolicyValue[] | undefined): FlowInspection {
  const navigations = refusedFlow.navigations.map((navigation) =>
    navigation.cause.kind === 'form'
      ? {
          ...navigation,
          cause: {
            kind: 'form' as const,
            document: { ...navigation.cause.document, ...(policies !== undefined && { policies }) },
          },
        }
      : navigation,
  );
  return { ...refusedInspection, navigations };
}

describe('Csp', () => {
  it('says what each source covers, which hop none covers, and what either browser does', () => {
    const text = visibleText(csp(refusedInspection));
    expect(text).toContain('Chromium stops at hop 6 .');
    expect(text).toContain('Firefox allows the form’s target; it does not ask about redirects.');
    expect(text).toContain("'self' hop 4 hop 4 https://cases.example.gov hop 5 none");
    expect(text).toContain(
      'No source covers https:// app.other-agency.example.gov /home ?welcome=1 hop 6 not asked',
    );
    expect(text).toContain("Other directives (2) Other directives of the policy default-src 'self'");
  });

  it('marks the policy that refuses the hop of a finding, and no other', () => {
    const html = markup(
      csp(
        under([
          { value: "form-action 'self' https:", disposition: 'enforce', from: 'header' },
          { value: "form-action 'self'", disposition: 'report', from: 'header' },
          { value: "form-action 'self' https://cases.example.gov", disposition: 'enforce', from: 'header' },
        ]),
        undefined,
        { policy: 'sent', hop: 'h6' },
      ),
    );
    const cards = html.split('data-testid="policy"').slice(0, -1);
    expect(cards.map((before) => before.endsWith('class="policy marked" '))).toEqual([false, false, true]);
    expect(markup(csp(refusedInspection, undefined, { policy: 'sent', hop: 'h5' }))).not.toContain('marked');
  });

  it('marks the predicted policy', () => {
    const portal = { issuer: CLIENT, redirect_uris: ['https://cases.example.gov/auth/callback'] };
    expect(
      markup(csp(refusedInspection, portal, { policy: 'predicted' })).match(/policy marked/g),
    ).toHaveLength(1);
  });

  it('lists what to register, with a button for each', () => {
    const text = visibleText(csp(refusedInspection));
    expect(text).toContain('Redirect URI to register https://app.other-agency.example.gov/home Copy');
    expect(text).not.toContain('Copy all');
    expect(markup(csp(refusedInspection))).toContain(
      'aria-label="Copy redirect URI https://app.other-agency.example.gov/home"',
    );
  });

  it('offers to copy several at once', () => {
    const none = [{ value: "form-action 'self'", disposition: 'enforce', from: 'header' }] as const;
    const text = visibleText(csp(under(none)));
    expect(text).toContain(
      'Redirect URIs to register Copy all https://cases.example.gov/auth/callback Copy https://app.other-agency.example.gov/home Copy',
    );
  });

  it('tells a report-only policy from one that refuses', () => {
    const report = [{ value: "form-action 'none'", disposition: 'report', from: 'header' }] as const;
    const text = visibleText(csp(under(report)));
    expect(text).toContain('Content-Security-Policy-Report-Only Reports only: it refuses nothing.');
    expect(text).not.toContain('to register');
  });

  it('names a meta element as such', () => {
    const meta = [{ value: 'img-src *', disposition: 'enforce', from: 'meta' }] as const;
    const text = visibleText(csp(under(meta)));
    expect(text).toContain('<meta http-equiv="Content-Security-Policy">');
    expect(text).toContain('It has no form-action, so it leaves forms alone');
  });

  it('says that the policies were not seen, and how they would be', () => {
    const unseen = inspection({
      ...refusedFlow,
      navigations: [{ id: 'n', cause: { kind: 'form', document: {} }, committed: true, hops: [] }],
    });
    expect(visibleText(csp(unseen))).toContain('The policies of that page were not seen');
  });

  it('says that nothing was governed', () => {
    expect(visibleText(csp(samlInspection))).toContain('No form submission in this flow.');
  });

  it('gives no secret away', () => {
    const none = [{ value: "form-action 'none'", disposition: 'enforce', from: 'header' }] as const;
    const html = markup(csp(under(none)));
    expect(html).not.toContain(CODE);
    expect(html).not.toContain(STATE);
  });
});

describe('the predicted policy', () => {
  const registered = (...redirect_uris: readonly string[]) => ({ issuer: CLIENT, redirect_uris });

  it('names the hop that it does not cover', () => {
    const text = visibleText(csp(refusedInspection, registered('https://cases.example.gov/auth/callback')));
    expect(text).toContain('Chromium would refuse this sign-in with what is registered.');
    expect(text).toMatch(
      /What Login.gov would send .* https:\/\/cases.example.gov hop 5 none No source covers/,
    );
    expect(text).toContain('https://cases.example.gov https://cases.example.gov/auth/callback');
  });

  it('covers every hop once the missing address is registered', () => {
    const portal = registered(
      'https://cases.example.gov/auth/callback',
      'https://app.other-agency.example.gov/',
    );
    const text = visibleText(csp(refusedInspection, portal));
    expect(text).toContain('What is registered covers every hop after Login.gov.');
    expect(text).toContain('https://app.other-agency.example.gov hop 6 none');
  });

  it('says what it needs', () => {
    expect(visibleText(csp(refusedInspection))).toContain('With redirect_uris of the portal configuration');
    expect(visibleText(csp(samlInspection))).toContain('With redirect_uris and acs_url of the portal');
  });

  it('is not made from another application’s configuration', () => {
    const text = visibleText(csp(refusedInspection, { issuer: 'urn:other', redirect_uris: [] }));
    expect(text).toContain('The portal configuration is that of another application.');
  });
});
