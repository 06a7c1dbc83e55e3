import { z } from 'zod';
import { emailPattern, foldIdentifier, identifierIssue } from './identifiers';
import type { Provider } from './providers';

/** Who somebody is at a provider. */
export interface ProviderProfile {
  provider: Provider;
  /** What the provider names them by, for good. Addresses change hands. */
  subject: string;
  /** Folded. */
  email: string | null;
  /** Whether the provider has verified that the address is theirs. */
  isVerified: boolean;
  name: string | null;
  /** All that the provider has said, for the plugin that knows what it means. It is not stored. */
  details?: unknown;
}

const subject = z.string().min(1).max(255);
/** What is no text is as good as nothing: only the subject must be there. */
const optionalText = z.string().nullish().catch(null);
const verified = z.literal(true).optional().catch(undefined);

const googleClaims = z.object({
  sub: subject,
  email: optionalText,
  email_verified: verified,
  given_name: optionalText,
  name: optionalText,
});
const discordUser = z.object({
  id: subject,
  email: optionalText,
  verified,
  global_name: optionalText,
  username: optionalText,
});
const patreonUser = z.object({
  data: z.object({
    type: z.literal('user'),
    id: subject,
    attributes: z.object({
      email: optionalText,
      is_email_verified: verified,
      full_name: optionalText,
    }),
  }),
});
const facebookUser = z.object({ id: subject, email: optionalText, name: optionalText });

function emailOf(text: string | null | undefined): string | null {
  const folded = foldIdentifier(text ?? '');
  const isAddress = emailPattern.test(folded) && identifierIssue('email', folded, 1).length === 0;
  return isAddress ? folded : null;
}

function profileOf(
  provider: Provider,
  values: { subject: string; email: string | null | undefined; isVerified: boolean; name: string | null },
): ProviderProfile {
  const email = emailOf(values.email);
  return { ...values, provider, email, isVerified: email !== null && values.isVerified };
}

/** @param claims of an ID token that has been verified. @throws ZodError */
export function googleProfile(claims: unknown): ProviderProfile {
  const { sub, email, email_verified, given_name, name } = googleClaims.parse(claims);
  const isVerified = email_verified === true;
  return profileOf('google', { subject: sub, email, isVerified, name: given_name ?? name ?? null });
}

/** @param user `GET /users/@me`. @throws ZodError */
export function discordProfile(user: unknown): ProviderProfile {
  const { id, email, verified: isVerified = false, global_name, username } = discordUser.parse(user);
  return profileOf('discord', { subject: id, email, isVerified, name: global_name ?? username ?? null });
}

/** Facebook does not say whether it has verified an address. @param user `GET /me`. @throws ZodError */
export function facebookProfile(user: unknown): ProviderProfile {
  const { id, email, name = null } = facebookUser.parse(user);
  return profileOf('facebook', { subject: id, email, isVerified: false, name });
}

/** @param identity `GET /api/oauth2/v2/identity`, with memberships beside the user. @throws ZodError */
export function patreonProfile(identity: unknown): ProviderProfile {
  const { id, attributes } = patreonUser.parse(identity).data;
  const { email, is_email_verified, full_name } = attributes;
  const isVerified = is_email_verified === true;
  const profile = profileOf('patreon', { subject: id, email, isVerified, name: full_name ?? null });
  return { ...profile, details: identity };
}
