import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { languages } from '../../../../shared/server/languages';
import { pageFolders } from './previewed-types';

/** How long a link to a preview is good for. */
export const previewMinutes = 60;

const claims = z.strictObject({
  /** The type, by its folder on the website. */
  type: z.enum(pageFolders),
  id: z.string(),
  /** The languages that whoever made the link may read. */
  languages: z.array(z.enum(languages)),
  /** When it expires: seconds since 1970. */
  expires: z.int(),
});
export type PreviewClaims = z.infer<typeof claims>;

export type OpenedToken =
  { ok: true; claims: PreviewClaims } | { ok: false; why: 'not signed by this club' | 'expired' };

const signatureOf = (payload: string, key: string): string =>
  createHmac('sha256', key).update(payload).digest('base64url');

/** A text for addresses that proves who made the link. @param key of the club alone */
export function previewToken(of: Omit<PreviewClaims, 'expires'>, now: Date, key: string): string {
  const expires = Math.floor(now.getTime() / 1000) + previewMinutes * 60;
  const payload = Buffer.from(JSON.stringify({ ...of, expires } satisfies PreviewClaims)).toString(
    'base64url',
  );
  return `${payload}.${signatureOf(payload, key)}`;
}

/** What a token says, if this club has made it and it is still good. */
export function openToken(token: string, now: Date, key: string): OpenedToken {
  const [payload = '', signature = '', ...rest] = token.split('.');
  // As texts: several of them decode to the same bytes, and a preview has one address.
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(payload, key))];
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return { ok: false, why: 'not signed by this club' };
  // Signed by this club, perhaps by another version of it.
  const said = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (!said.success || said.data.expires * 1000 <= now.getTime()) return { ok: false, why: 'expired' };
  return { ok: true, claims: said.data };
}
