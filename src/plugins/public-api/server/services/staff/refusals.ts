import { errors } from '@strapi/utils';
import { HttpError } from '../../../../../http/errors';
import type { Fields } from '../../domain/staff/fields';
import { contentRefusal } from '../../domain/staff/issues';

/**
 * Does a write.
 * @param before the path to the fields in the body: `translations.it.`
 * @throws HttpError what the rules of content refuse, by the contract's names
 */
export async function refusing<Result>(
  fields: Fields,
  write: () => Promise<Result>,
  before?: string,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof errors.NotFoundError) throw new HttpError(404, String(error.message));
    const refusal = contentRefusal(error, fields, before);
    if (refusal) {
      const sentence = refusal.sentence ?? 'Invalid request';
      throw new HttpError(refusal.status, sentence, { issues: refusal.issues ?? undefined });
    }
    if (error instanceof errors.ValidationError) throw new HttpError(400, String(error.message));
    throw error;
  }
}
