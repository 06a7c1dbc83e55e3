import type { UID } from '@strapi/strapi';
import type { Reply } from '../contract/route';
import { ApiError } from '../domain/api-error';
import type { Club } from './club';

/** What a path names: a document of a type by its slug, what people call the type, and the path of another slug. */
interface Lookup {
  uid: UID.ContentType;
  called: string;
  slug: string;
  path: (slug: string) => string;
}

/**
 * The reply for one document by its slug: the document, or the way to the slug it has today.
 * @throws ApiError 404 `Location 'x' not found`
 */
export async function found<Data extends { updated_at: string }>(
  club: Club,
  sought: Lookup,
  data: Data | undefined,
): Promise<Reply<Data>> {
  return data ? { kind: 'json', data, lastModified: data.updated_at } : movedOrMissing(club, sought);
}

/**
 * The reply where there is no document of a slug: the way to the slug it has today.
 * @throws ApiError 404 where no document ever had it, or that one is gone
 */
export async function movedOrMissing(
  club: Club,
  { uid, called, slug, path }: Lookup,
): Promise<{ kind: 'moved'; path: string }> {
  const today = await club.slugNow(uid, slug);
  if (today === null || today === slug) throw new ApiError(404, `${called} '${slug}' not found`);
  return { kind: 'moved', path: path(today) };
}
