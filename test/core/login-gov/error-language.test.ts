import { describe, expect, test } from 'vitest';
import { languageOfPage } from '../../../src/core/login-gov/error-language.ts';

const IDP = 'https://idp.int.identitysandbox.gov';

describe('languageOfPage', () => {
  test.each([
    ['OpenID Connect Authorization | Login.gov', `${IDP}/openid_connect/authorize`, 'English'],
    ['Déconnexion OpenID Connect | Login.gov', `${IDP}/openid_connect/logout`, 'French'],
    ['Error | Login.gov', `${IDP}/es/openid_connect/authorize`, 'Spanish'],
    ['Error | Login.gov', `${IDP}/api/saml/auth2026`, undefined],
    ['错误 | Login.gov', `${IDP}/api/saml/auth2026`, 'Chinese'],
    ['Something', 'no url', undefined],
  ])('%s at %s', (title, url, language) => {
    expect(languageOfPage({ title, messages: [] }, url)).toBe(language);
  });
});
