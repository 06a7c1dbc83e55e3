import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import type { Member } from '../../../../../http/route';
import { accountsService } from '../../services';
import type { MemberRow } from '../../services/members';
import { busyAs429, given, refuse, tooMany } from './auth-bodies';

export const ownPassword = z.strictObject({ password: given });

/** A lane and a count of their own: strangers who guess at the account do not get in the way. */
export const ownLane = (documentId: string): string => `signed in as ${documentId}`;

/** Of members who sign in with a provider only. */
const noPassword = 'is not set for this account. Choose one with "forgot password" first';

/**
 * Makes sure that it is the member who asks, and not somebody at their device.
 *
 * @throws HttpError 400 for a wrong password; 401 for a member who is gone; 429 where too many are compared at once
 */
export async function requirePassword(
  strapi: Core.Strapi,
  { documentId }: Member,
  password: string,
  field: string,
): Promise<MemberRow> {
  const { members, passwords, attempts } = accountsService(strapi);
  const member = await members.byDocumentId(documentId);
  if (!member) throw new HttpError(401, 'Sign in first');
  const own = ownLane(documentId);
  const seconds = await attempts.begin(own, '');
  if (seconds > 0) throw tooMany(seconds);
  const isRight = await busyAs429(() => passwords.compare(own, password, member.password));
  if (!isRight) refuse({ [field]: [member.password ? 'is not your password' : noPassword] });
  await attempts.succeed(own, '');
  return member;
}
