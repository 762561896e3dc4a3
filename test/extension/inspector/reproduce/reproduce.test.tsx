import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../src/core/model/index.ts';
import { ReproduceDialog } from '../../../../src/extension/inspector/reproduce/ReproduceDialog.tsx';
import { whatDiffers } from '../../../../src/extension/inspector/reproduce/what-differs.ts';
import { startingRequest } from '../../../../src/formats/reproduce/starting-request.ts';
import {
  authnRequest,
  authorizeUrl,
  flow,
  hop,
  LOGIN_GOV,
  logoutRequest,
  navigation,
  requestCapture,
  samlPost,
} from '../../../support/builders.ts';
import { markup, visibleText } from '../rendering.ts';

const STATE = '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b';

function dialog(made: Flow, redacted = false) {
  return (
    <ReproduceDialog
      reproduced={{ recorded: { flow: made }, redacted, records: true }}
      onOpen={async () => ({ tab: 1 })}
      onSent={() => {}}
      onClose={() => {}}
    />
  );
}

describe('the dialog', () => {
  it('says where the request goes, and shows no secret', () => {
    const made = flow([navigation([hop(authorizeUrl())])]);
    expect(visibleText(dialog(made))).toContain(
      'It goes to idp.int.identitysandbox.gov , Login.gov’s sandbox',
    );
    expect(markup(dialog(made))).not.toContain(STATE);
    expect(markup(dialog(made))).not.toMatch(/data-testid="reproduce-open"[^>]* disabled/);
  });

  it('warns of production, and waits for a choice', () => {
    const made = flow([navigation([hop(authorizeUrl({}, 'https://secure.login.gov'))])]);
    expect(visibleText(dialog(made))).toContain('It goes to secure.login.gov: production');
    expect(markup(dialog(made))).toMatch(/data-testid="reproduce-open"[^>]* disabled/);
  });

  it('does not send to a deployment that only the file names', () => {
    const made = { ...flow([navigation([hop(authorizeUrl({}, 'https://idp.evil.example'))])]) };
    const forged = { ...made, deployments: ['https://idp.evil.example'] };
    expect(visibleText(dialog(forged))).toContain(
      'idp.evil.example is no deployment of Login.gov that you use',
    );
    expect(markup(dialog(forged))).toMatch(/data-testid="reproduce-open"[^>]* disabled/);
  });

  it('says why there is nothing to send', () => {
    expect(visibleText(dialog(flow([navigation([hop('https://app.example.gov/')])])))).toContain(
      'No request of this flow asks Login.gov to sign in or out',
    );
  });
});

function posted(xml: string, endpoint = 'auth'): Flow {
  const request = { ...samlPost(xml), url: `${LOGIN_GOV}/api/saml/${endpoint}2026` };
  const [made] = requestCapture(request).flows;
  if (made === undefined) throw new Error('There is no flow.');
  return made;
}

function notes(made: Flow, redacted: boolean): string {
  const request = startingRequest(made, redacted);
  if (typeof request === 'string') throw new Error(request);
  return whatDiffers(request).join('\n');
}

describe('what will differ', () => {
  it('names the values that belong to the recorded flow', () => {
    expect(notes(flow([navigation([hop(authorizeUrl())])]), false)).toContain(
      'nonce and state belong to the flow that was recorded. Login.gov takes them again; the application did not ask this time',
    );
  });

  it('says of a redacted OIDC request that it still makes sense to send it', () => {
    expect(notes(flow([navigation([hop(authorizeUrl())])]), true)).toContain(
      'The file was redacted: nonce and state are not what was sent. Login.gov does not read more into such values',
    );
  });

  it('says of a redacted SAML request what becomes of its signature', () => {
    expect(notes(posted(authnRequest()), true)).toContain('Login.gov accepts such a request');
    expect(notes(posted(logoutRequest(), 'logout'), true)).toContain('sending it tells little');
  });
});
