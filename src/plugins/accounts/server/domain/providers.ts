/** Where members may sign in with an account they have elsewhere. */
export const providers = ['google', 'discord', 'facebook', 'patreon'] as const;
export type Provider = (typeof providers)[number];

export const providerTitles: Readonly<Record<Provider, string>> = {
  google: 'Google',
  discord: 'Discord',
  facebook: 'Facebook',
  patreon: 'Patreon',
};

/**
 * How a sign-in with a provider ended, as the website reads it from `oauth` in the address that the member returns to. After a sign-in
 * it is absent.
 */
export const oauthOutcomes = [
  'linked',
  'email_required',
  'password_required',
  'cancelled',
  'expired',
  'provider_unavailable',
  'provider_refused',
  'blocked',
  'unconfirmed',
  'address_taken',
  'identity_taken',
  'other_identity_linked',
] as const;
export type OauthOutcome = (typeof oauthOutcomes)[number];
