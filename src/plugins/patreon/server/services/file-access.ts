import type { Core } from '@strapi/strapi';
import { isClubType } from '../../../content/server/domain/writes';
import type { FileMember } from '../../../accounts/server/services/file-cookies';
import { accountsService } from '../../../accounts/server/services';
import type { PatreonConfig } from '../config';
import { openFileToken, type FileClaims } from '../domain/file-token';
import { createFileUses } from './file-uses';
import { gateService } from '.';

/** Why a link does not give its file. */
export type FileRefusal =
  'unknown' | 'expired' | 'signed out' | 'of another member' | 'no longer shown' | 'supporter' | 'tier';

/** Who follows a link: by an access token, or by the cookie that browsers send with pictures. */
export interface LinkFollower {
  member: FileMember | null;
  cookie: string | undefined;
}

/** Decides at each request whether a link still gives its file. */
export function createFileAccess(strapi: Core.Strapi) {
  const { fileKey } = strapi.config.get<PatreonConfig>('plugin::patreon');
  const uses = createFileUses(strapi);

  async function followerOf({ member, cookie }: LinkFollower, now: Date): Promise<FileMember | null> {
    if (member) return member;
    return cookie === undefined ? null : accountsService(strapi).fileCookies.memberOf(cookie, now);
  }

  /** Whether a published entry still shows the file behind its gate. */
  async function isShown({ file, entry: { uid, id } }: FileClaims, hash: string): Promise<boolean> {
    const users = await uses.of({ id: file, hash }, { uid, documentId: id });
    return users.some((user) => user.uses.some(({ isGated, isShown: shown }) => shown && isGated));
  }

  return {
    open: (token: string, now: Date) => openFileToken(token, now, fileKey),

    /** @param hash of the file that the claims name. @returns null for whoever may have it */
    async refusalFor(
      claims: FileClaims,
      hash: string,
      follower: LinkFollower,
      now: Date,
    ): Promise<FileRefusal | null> {
      // A preview's, for an hour, as the preview itself: whoever has it may see the whole entry.
      if (claims.member === null) return null;
      const member = await followerOf(follower, now);
      if (!member) return 'signed out';
      if (member.documentId !== claims.member) return 'of another member';
      const { uid, id } = claims.entry;
      if (!isClubType(uid) || !(await isShown(claims, hash))) return 'no longer shown';
      const gate = gateService(strapi);
      const viewer = gate.viewer(member);
      if (!(await gate.lockedAmong(uid, [id], viewer)).has(id)) return null;
      return (await viewer.access()).level.cents > 0 ? 'tier' : 'supporter';
    },
  };
}
