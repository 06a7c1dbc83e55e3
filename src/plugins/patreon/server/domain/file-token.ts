import { z } from 'zod';
import { openClaims, signClaims } from '../../../../shared/server/signed-claims';

/** How long a link to a file is good for. */
export const fileLinkMinutes = 60;

const claims = z.strictObject({
  /** The file's id. */
  file: z.int(),
  /** One of its other sizes; null for the file itself. */
  size: z.string().nullable(),
  /** The entry whose gate it is behind. */
  entry: z.strictObject({ uid: z.string(), id: z.string() }),
  /** The documentId of the member whom it serves; null in previews of staff, whose links serve whoever has them. */
  member: z.string().nullable(),
  /** When it expires: seconds since 1970. */
  expires: z.int(),
});
export type FileClaims = z.infer<typeof claims>;

export type OpenedFileToken =
  { ok: true; claims: FileClaims } | { ok: false; why: 'not signed by this club' | 'expired' };

/** A text for addresses. @param key of the club alone */
export function fileToken(of: Omit<FileClaims, 'expires'>, now: Date, key: string): string {
  const expires = Math.floor(now.getTime() / 1000) + fileLinkMinutes * 60;
  return signClaims({ ...of, expires } satisfies FileClaims, key);
}

/** What a token says, if this club has made it and it is still good. */
export function openFileToken(token: string, now: Date, key: string): OpenedFileToken {
  const opened = openClaims(token, key);
  if (opened === undefined) return { ok: false, why: 'not signed by this club' };
  // Signed by this club, perhaps by another version of it.
  const said = claims.safeParse(opened);
  if (!said.success || said.data.expires * 1000 <= now.getTime()) return { ok: false, why: 'expired' };
  return { ok: true, claims: said.data };
}
