import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import type { Member } from '../../../../../http/route';
import { accountsService } from '../../services';
import type { MemberRow } from '../../services/members';
import { busyAs429, given, refuse } from './auth-bodies';

export const ownPassword = z.strictObject({ password: given });

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
  const { members, passwords } = accountsService(strapi);
  const member = await members.byDocumentId(documentId);
  if (!member) throw new HttpError(401, 'Sign in first');
  const isRight = await busyAs429(() => passwords.compare(member.email, password, member.password));
  if (!isRight) refuse({ [field]: ['is not your password'] });
  return member;
}
