import { DOCS } from '../login-gov/documentation.ts';
import {
  defaultNameIdFormat,
  isAcceptedNameIdFormat,
  NAME_ID_EMAIL,
  NAME_ID_EMAIL_2_0,
  NAME_ID_PERSISTENT,
  NAME_ID_PERSISTENT_1_1,
} from '../login-gov/name-id-formats.ts';
import type { FixValue, PortalConfiguration } from '../model/index.ts';
import { authnRequestRule } from './authn-request.ts';
import { clip, type Rule } from './rule.ts';

/** Rules about NameIDPolicy. */

const at = 'NameIDPolicy/@Format';
const PERSISTENT: FixValue = { label: 'NameIDPolicy Format', value: NAME_ID_PERSISTENT };

/** What the response has in place of a format that Login.gov does not know. */
function substitute({ email_nameid_format_allowed: emailAllowed }: PortalConfiguration): string {
  if (emailAllowed !== undefined) return `answers with "${defaultNameIdFormat(emailAllowed)}"`;
  return `answers with "${NAME_ID_PERSISTENT}", or "${NAME_ID_EMAIL}" where the application may use email`;
}

/** By the legacy behaviour the format reaches the check as sent, and the check knows 2.0 emailAddress. */
function isRefusedForEmail2({
  use_legacy_name_id_behavior: legacy,
  email_nameid_format_allowed: emailAllowed,
}: PortalConfiguration): boolean {
  return legacy === true && emailAllowed === false;
}

export const samlNameIdRules: readonly Rule[] = [
  authnRequestRule({
    id: 'saml-nameid-format-unrecognized',
    severity: 'warning',
    title: 'NameID format not supported',
    docs: [DOCS.nameidformatUnrecognized],
    find: ({ nameIdFormat: format }, { portal }) => {
      if (format === undefined || isAcceptedNameIdFormat(format)) return undefined;
      return {
        summary: `Login.gov does not support the NameID format "${clip(format)}". Its documentation calls that an error, but it ${substitute(portal)} and says nothing.`,
        fix: 'Ask for the persistent format of SAML 2.0.',
        values: [PERSISTENT],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-persistent-1-1',
    severity: 'warning',
    title: '1.1 persistent NameID format',
    docs: [DOCS.samlConfiguration, DOCS.nameidformatUnrecognized],
    refines: 'saml-nameid-format-unrecognized',
    find: ({ nameIdFormat: format }, { portal }) => {
      if (format !== NAME_ID_PERSISTENT_1_1) return undefined;
      return {
        summary: `"${format}" has the version of one format and the name of another. An example in Login.gov's documentation has it, too, but Login.gov does not know it and ${substitute(portal)}.`,
        fix: 'Write 2.0 in place of 1.1.',
        values: [PERSISTENT],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-email-not-allowed',
    severity: 'error',
    title: 'Email NameID not allowed',
    docs: [DOCS.nameidformatUnrecognized],
    needs: ['email_nameid_format_allowed'],
    find: ({ nameIdFormat: format }, { portal }) => {
      if (format !== NAME_ID_EMAIL || portal.email_nameid_format_allowed === true) return undefined;
      return {
        summary:
          'The request asks for the email address as NameID, which this application is not registered for, so Login.gov refuses it.',
        fix: 'Ask for the persistent format of SAML 2.0, and for the attribute email where the address is needed.',
        values: [PERSISTENT],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-email-2-0',
    severity: 'warning',
    title: '2.0 emailAddress NameID format',
    docs: [DOCS.nameidformatUnrecognized],
    refines: 'saml-nameid-format-unrecognized',
    find: ({ nameIdFormat: format }, { portal }) => {
      if (format !== NAME_ID_EMAIL_2_0) return undefined;
      const refused = isRefusedForEmail2(portal);
      return {
        ...(refused && { severity: 'error' }),
        summary: refused
          ? `There is no emailAddress format of SAML 2.0. As the application has the legacy NameID behaviour and is not registered for email, Login.gov refuses the request.`
          : `There is no emailAddress format of SAML 2.0. Login.gov does not know it and ${substitute(portal)}.`,
        fix: 'Ask for the persistent format of SAML 2.0, or write 1.1 in place of 2.0 if the application may use email.',
        values: [PERSISTENT, { label: 'NameIDPolicy Format for email', value: NAME_ID_EMAIL }],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-email-discouraged',
    severity: 'info',
    title: 'Email used as user key',
    docs: [DOCS.track],
    find: ({ nameIdFormat: format }) => {
      if (format !== NAME_ID_EMAIL) return undefined;
      return {
        summary:
          'The request asks for the email address as NameID. People change their address or have several, so it does not identify an account for long.',
        fix: 'Ask for the persistent format and use its UUID as key of the account.',
        values: [PERSISTENT],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-policy-missing',
    severity: 'info',
    title: 'No NameIDPolicy format',
    docs: [DOCS.samlConfiguration],
    find: ({ nameIdFormat: format }, { portal }) => {
      if (format !== undefined) return undefined;
      return {
        summary: `The request names no NameID format; Login.gov ${substitute(portal)}.`,
        fix: 'Send a NameIDPolicy with the persistent format of SAML 2.0.',
        values: [PERSISTENT],
        at,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-nameid-legacy-behavior',
    severity: 'warning',
    title: 'Legacy NameID behaviour',
    docs: [DOCS.samlConfiguration],
    needs: ['use_legacy_name_id_behavior'],
    find: ({ nameIdFormat: format }, { portal }) => {
      if (portal.use_legacy_name_id_behavior !== true) return undefined;
      if (format === undefined || isAcceptedNameIdFormat(format)) return undefined;
      return {
        summary: `The application is registered with the legacy NameID behaviour: as Login.gov does not support "${clip(format)}", the NameID is an internal number, labelled persistent, and not the UUID.`,
        fix: 'Ask for the persistent format, and have Login.gov switch the legacy behaviour off once no account depends on the numbers.',
        values: [PERSISTENT],
        at,
        actual: format,
        expected: NAME_ID_PERSISTENT,
      };
    },
  }),
];
