import { z } from 'zod';
import { languages } from '../../../../shared/server/languages';
import { openClaims, signClaims } from '../../../../shared/server/signed-claims';
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

/** A text for addresses that proves who made the link. @param key of the club alone */
export function previewToken(of: Omit<PreviewClaims, 'expires'>, now: Date, key: string): string {
  const expires = Math.floor(now.getTime() / 1000) + previewMinutes * 60;
  return signClaims({ ...of, expires } satisfies PreviewClaims, key);
}

/** What a token says, if this club has made it and it is still good. */
export function openToken(token: string, now: Date, key: string): OpenedToken {
  const opened = openClaims(token, key);
  if (opened === undefined) return { ok: false, why: 'not signed by this club' };
  // Signed by this club, perhaps by another version of it.
  const said = claims.safeParse(opened);
  if (!said.success || said.data.expires * 1000 <= now.getTime()) return { ok: false, why: 'expired' };
  return { ok: true, claims: said.data };
}
