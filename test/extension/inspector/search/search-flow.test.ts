import { describe, expect, it } from 'vitest';
import { MAX_MATCHES, searchFlow } from '../../../../src/extension/inspector/search/search-flow.ts';
import { CODE, hop, inspection, refusedFlow, refusedInspection, samlInspection } from '../samples.ts';

const found = (text: string, of = refusedInspection) =>
  searchFlow(of, text).map(({ view, place }) => `${view}: ${place}`);

describe('searchFlow', () => {
  it('finds text in findings, hops and parameters, in the order of the views', () => {
    expect(found('SELECT_account')).toEqual([
      'overview: finding, prompt is the default',
      'redirects: hop 1, header Location',
      'redirects: hop 2, URL',
      'request: OIDC authorization request, prompt',
    ]);
  });

  it('finds headers, errors and whole secrets, which the views shorten', () => {
    expect(found('no-store')).toContain('redirects: hop 1, header Cache-Control');
    expect(found('err_aborted')).toEqual(['redirects: hop 6, error']);
    expect(found(CODE)).toContain('response: OIDC authorization response, code');
  });

  it('finds text in XML and on error pages', () => {
    expect(found('AuthnContextClassRef', samlInspection)).toEqual(['request: SAML AuthnRequest, XML']);
    expect(found('unauthorized service', samlInspection)).toContain('response: Login.gov error page, page');
  });

  it('finds nothing for nothing', () => {
    expect(found('  ')).toEqual([]);
    expect(found('zebra')).toEqual([]);
  });

  it('stops counting, and takes hostile names', () => {
    const hops = Array.from({ length: 2000 }, (_, index) => hop(`h"${index}]`, 'https://a.example/x'));
    const [navigation] = refusedFlow.navigations;
    if (!navigation) throw new Error('There is no navigation.');
    const matches = searchFlow(inspection({ ...refusedFlow, navigations: [{ ...navigation, hops }] }), '/x');
    expect(matches).toHaveLength(MAX_MATCHES);
    expect(matches[0]?.selector).toBe('[data-hop="h\\22 0]"]');
  });
});
