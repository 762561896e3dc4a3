import { describe, expect, it } from 'vitest';
import type { FlowInspection } from '../../../../src/core/model/index.ts';
import { Request } from '../../../../src/extension/inspector/request/Request.tsx';
import { markup, visibleText } from '../rendering.ts';
import {
  CODE,
  finding,
  refusedInspection,
  STATE,
  samlInspection,
  undecodableInspection,
} from '../samples.ts';

const request = (inspection: FlowInspection) => (
  <Request inspection={inspection} mark={undefined} onHop={() => {}} onFinding={() => {}} />
);

describe('Request', () => {
  it('shows OIDC parameters, lists one value a line, findings at their parameter', () => {
    expect(
      markup(request(refusedInspection))
        .match(/<li><span class="value">[^<]*/g)
        ?.slice(0, 2),
    ).toEqual([
      '<li><span class="value">urn:acr.login.gov:verified',
      '<li><span class="value">http://idmanagement.gov/ns/assurance/aal/2',
    ]);
    expect(visibleText(request(refusedInspection))).toMatch(
      /acr_values Service level and [^.]*\. urn:acr\S+ http:\S+ Warning AAL 2 is the default already client_id/,
    );
  });

  it('masks secrets', () => {
    const html = markup(request(refusedInspection));
    expect(html).toContain('aria-label="Show state"');
    expect(html).not.toContain(STATE);
    expect(html).not.toContain(CODE);
    expect(html).not.toContain('c0ffee00c0ffee');
  });

  it('shows the key facts and the XML of a SAML request', () => {
    const text = visibleText(request(samlInspection));
    expect(text).toContain('SAML AuthnRequest hop 1 HTTP-Redirect binding');
    expect(text).toContain(
      'Issuer urn:gov:gsa:SAML:2.0.profiles:sp:sso:benefits Error Issuer is not registered',
    );
    expect(text).toContain('SigAlg Algorithm of Signature. http://www.w3.org/2000/09/xmldsig#rsa-sha1');
    expect(markup(request(samlInspection))).toContain('<span class="xml-tag">&lt;samlp:AuthnRequest ');
  });

  it('has a row for what a finding misses', () => {
    const missing = (part: 'xml' | 'query', name: string) =>
      finding({ title: `No ${name}`, evidence: [{ hop: 's1', at: { part, name } }] });
    const findings = [missing('xml', 'AuthnRequest/Signature')];
    expect(visibleText(request({ ...samlInspection, findings }))).toContain(
      'Signature (not sent) Error No AuthnRequest/Signature',
    );
    const parameters = [missing('query', 'Issuing')];
    expect(visibleText(request({ ...samlInspection, findings: parameters }))).toContain(
      'Issuing (not sent) Error No Issuing',
    );
  });

  it('shortens what names the user in the XML until the user asks', () => {
    const xml = '<LogoutRequest><NameID>user@example.gov</NameID></LogoutRequest>';
    const [first] = samlInspection.messages;
    const messages = first && 'decoding' in first ? [{ ...first, decoding: { ...first.decoding, xml } }] : [];
    const html = markup(request({ ...samlInspection, messages }));
    expect(html).toContain('user@… (16 characters)');
    expect(html).not.toContain('user@example.gov');
    expect(html).toContain('Show what is shortened');
  });

  it('says at which step decoding stopped', () => {
    const text = visibleText(request(undecodableInspection));
    expect(text).toContain('Decoding stopped at inflating. SAMLRequest of hop 1 is Base64 of plain XML');
  });

  it('says so when there is no message', () => {
    expect(visibleText(request({ ...samlInspection, messages: [] }))).toContain(
      'No hop of this flow carried a message',
    );
  });
});
