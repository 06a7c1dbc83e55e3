import type { Core, UID } from '@strapi/strapi';
import { isDuplicate } from '../../../../database/errors';
import { z } from 'zod';
import { takenIssue } from '../domain/rules/issues';
import { refusal } from './refusal';

const owners = z.array(z.object({ id: z.number(), slug: z.string(), target: z.string() }));
const users = z.array(z.object({ slug: z.string(), documentId: z.string() }));

/** The slugs of each document in all its states. */
type Slugs = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Records the owner of each slug. Rules check whether a slug is free, but do not see concurrent transactions; the unique
 * index of this table does. The types' own tables cannot have one, since a document has a row per language and state.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const table = () => strapi.db.query('plugin::content.slug-owner');
  const ownersOf = async (where: object) =>
    owners.parse(await table().findMany({ select: ['id', 'slug', 'target'], where }));

  const taken = (uid: UID.ContentType, slug: string, documentId: string): Error =>
    Object.assign(refusal([takenIssue('slug', slug, strapi.contentType(uid).info.singularName)]), {
      documentId,
    });

  /** The owners that still have their slug; others have given it up. */
  async function usersOf(uid: UID.ContentType, known: z.infer<typeof owners>): Promise<Set<string>> {
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['slug', 'documentId'],
      where: {
        slug: { $in: known.map(({ slug }) => slug) },
        documentId: { $in: known.map(({ target }) => target) },
      },
    });
    return new Set(users.parse(rows).map(({ slug, documentId }) => `${slug} ${documentId}`));
  }

  async function take(uid: UID.ContentType, wanted: ReadonlyMap<string, string>): Promise<void> {
    const known = await ownersOf({ uid, slug: { $in: [...wanted.keys()] } });
    const inUse = known.length > 0 ? await usersOf(uid, known) : new Set<string>();
    for (const { id, slug, target: owner } of known) {
      const target = wanted.get(slug) ?? '';
      // Another document may have been saved with the slug since the rules found it free.
      if (inUse.has(`${slug} ${owner}`)) throw taken(uid, slug, target);
      const { count } = await table().updateMany({ where: { id, target: owner }, data: { target } });
      if (count === 0) throw taken(uid, slug, target);
    }
    const free = [...wanted].filter(([slug]) => !known.some((each) => each.slug === slug));
    if (free.length === 0) return;
    const data = free.map(([slug, target]) => ({ uid, slug, target }));
    await table()
      .createMany({ data })
      .catch(async (error: unknown) => {
        if (!isDuplicate(error)) throw error;
        const slugs = free.map(([slug]) => slug);
        const slug = (await ownersOf({ uid, slug: { $in: slugs } }))[0]?.slug ?? slugs[0] ?? '';
        throw taken(uid, slug, wanted.get(slug) ?? '');
      });
  }

  return {
    /**
     * Call after a write of documents of a type, in its transaction.
     * @throws ValidationError if another document took one of their slugs at the same time; its `documentId` is the one
     *   that was refused
     */
    async assign(uid: UID.ContentType, slugs: Slugs): Promise<void> {
      const known = await ownersOf({ uid, target: { $in: [...slugs.keys()] } });
      const owned = new Set(known.map(({ slug, target }) => `${slug} ${target}`));
      const wanted = [...slugs].flatMap(([target, its]) =>
        [...its]
          .filter((slug) => !owned.has(`${slug} ${target}`))
          .map((slug): [string, string] => [slug, target]),
      );
      if (wanted.length > 0) await take(uid, new Map(wanted));
      const given = known.filter(({ slug, target }) => !slugs.get(target)?.has(slug)).map(({ id }) => id);
      if (given.length > 0) await table().deleteMany({ where: { id: { $in: given } } });
    },
  };
};
