import type { UID } from '@strapi/strapi';
import type { Reply } from '../contract/route';
import { ApiError } from '../domain/api-error';
import type { Club } from './club';

/**
 * The reply for one document by its slug: the document, or the way to the slug it has today.
 * @throws ApiError 404 `Location 'x' not found`
 */
export async function found<Data extends { updated_at: string }>(
  club: Club,
  {
    uid,
    called,
    slug,
    path,
  }: { uid: UID.ContentType; called: string; slug: string; path: (slug: string) => string },
  data: Data | undefined,
): Promise<Reply<Data>> {
  if (data) return { kind: 'json', data, lastModified: data.updated_at };
  return movedOrMissing(club, { uid, called, slug, path });
}

export async function movedOrMissing(
  club: Club,
  {
    uid,
    called,
    slug,
    path,
  }: { uid: UID.ContentType; called: string; slug: string; path: (slug: string) => string },
): Promise<{ kind: 'moved'; path: string }> {
  const today = await club.slugNow(uid, slug);
  if (today === null || today === slug) throw new ApiError(404, `${called} '${slug}' not found`);
  return { kind: 'moved', path: path(today) };
}
