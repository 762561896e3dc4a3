import type { PortalConfiguration } from '../../../core/model/index.ts';

export type FieldName = keyof PortalConfiguration;

type Choice = readonly [value: string | number | boolean | null, words: string];

/** How a field is entered. The names are the portal's own, the words say what Login.gov does with it. */
export type FieldKind =
  | { readonly kind: 'text'; readonly placeholder?: string; readonly nullable?: true }
  /** One value a line. */
  | { readonly kind: 'lines'; readonly placeholder?: string }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'certificates' };

export type Field = FieldKind & {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  /** The values are URIs: one that is no absolute URI cannot be registered. */
  readonly isUri?: true;
};

const YES_OR_NO: readonly Choice[] = [
  [true, 'Yes'],
  [false, 'No'],
];

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

export const FIELD_GROUPS: readonly FieldGroup[] = [
  {
    title: 'Application',
    fields: [
      {
        name: 'issuer',
        label: 'Issuer',
        kind: 'text',
        placeholder: 'urn:gov:gsa:openidconnect.profiles:sp:sso:agency:application',
        hint: 'Equal to client_id or Issuer, letter by letter. Sign-ins are matched by it; left empty, it is for every application.',
      },
      {
        name: 'active',
        label: 'Active',
        kind: 'choice',
        choices: YES_OR_NO,
      },
      {
        name: 'ial',
        label: 'Level of service',
        kind: 'choice',
        choices: [
          [1, '1: authentication only'],
          [2, '2: identity verification'],
          [null, 'Not set'],
        ],
      },
      {
        name: 'default_aal',
        label: 'Default AAL',
        kind: 'choice',
        choices: [
          [1, '1'],
          [2, '2: MFA'],
          [3, '3: phishing-resistant MFA'],
          [null, 'Not set'],
        ],
      },
      {
        name: 'redirect_uris',
        label: 'Redirect URIs',
        kind: 'lines',
        isUri: true,
        placeholder: 'https://app.example.gov/auth/result',
        hint: 'One on each line. Where Login.gov may send the user back; also what its form-action policy is made of.',
      },
      {
        name: 'certs',
        label: 'Certificates',
        kind: 'certificates',
      },
      {
        name: 'attribute_bundle',
        label: 'Attribute bundle',
        kind: 'lines',
        placeholder: 'email',
        hint: 'One on each line.',
      },
    ],
  },
  {
    title: 'OpenID Connect',
    fields: [
      {
        name: 'pkce',
        label: 'PKCE',
        kind: 'choice',
        choices: [
          [true, 'Yes'],
          [false, 'No: private_key_jwt'],
          [null, 'Not set'],
        ],
      },
      { name: 'allow_prompt_login', label: 'prompt=login allowed', kind: 'choice', choices: YES_OR_NO },
    ],
  },
  {
    title: 'SAML',
    fields: [
      {
        name: 'acs_url',
        label: 'Assertion Consumer Service URL',
        kind: 'text',
        isUri: true,
        nullable: true,
        placeholder: 'https://app.example.gov/saml/acs',
      },
      {
        name: 'assertion_consumer_logout_service_url',
        label: 'Assertion Consumer Logout Service URL',
        kind: 'text',
        isUri: true,
        nullable: true,
      },
      {
        name: 'block_encryption',
        label: 'SAML assertion encryption',
        kind: 'choice',
        choices: [
          ['aes256-cbc', 'aes256-cbc'],
          ['aes256-gcm', 'aes256-gcm'],
          ['none', 'none'],
        ],
      },
      {
        name: 'email_nameid_format_allowed',
        label: 'Email NameID format allowed',
        kind: 'choice',
        choices: YES_OR_NO,
      },
      {
        name: 'use_legacy_name_id_behavior',
        label: 'Legacy NameID behavior',
        kind: 'choice',
        choices: YES_OR_NO,
      },
    ],
  },
  {
    title: 'Allow-lists of Login.gov',
    fields: [
      { name: 'ialmax_allowed', label: 'IALMAX', kind: 'choice', choices: YES_OR_NO },
      { name: 'create_prompt_allowed', label: 'prompt=create', kind: 'choice', choices: YES_OR_NO },
      { name: 'verified_within_allowed', label: 'verified_within', kind: 'choice', choices: YES_OR_NO },
    ],
  },
];
