import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import type { Member } from '../../../../../http/route';
import { accountsService } from '../../services';
import type { MemberRow } from '../../services/members';
import { given, refuse } from './auth-bodies';

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
  const { email, password: hash } = member;
  if (!(await compare())) refuse({ [field]: ['is not your password'] });
  return member;

  async function compare(): Promise<boolean> {
    try {
      return await passwords.compare(email, password, hash);
    } catch (error) {
      if (!(error instanceof errors.RateLimitError)) throw error;
      throw new HttpError(429, 'Too many passwords are being checked. Try again soon', {
        headers: { 'Retry-After': '5' },
      });
    }
  }
}
