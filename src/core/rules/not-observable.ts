/** An entry of the catalogue that is no rule, and why. */
export interface NotObservable {
  readonly id: string;
  readonly reason: string;
}

/** Every entry of the catalogue is a rule or stands here; a test holds the two together. */
export const NOT_OBSERVABLE: readonly NotObservable[] = [
  {
    id: 'oidc-token-not-a-session',
    reason:
      'What an application keeps as its own session shows in no request to Login.gov and in no answer of it.',
  },
];
