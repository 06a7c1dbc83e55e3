import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { takenFault } from '../domain/rules/faults';
import { refusal } from './refusal';

const owners = z.array(z.object({ id: z.number(), slug: z.string() }));
const ownership = z.object({ id: z.number(), target: z.string() }).nullable();

const duplicate = z.object({ code: z.enum(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE']) });

/**
 * Keeps whose each slug is. Rules see whether a slug is free, but not what somebody else is saving at the same moment;
 * this table's unique index does. The types' own tables cannot have one: a document has a row a language and a state.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const table = () => strapi.db.query('plugin::content.slug-owner');

  /** Whether the document that is known to own a slug still has it: an owner that is gone leaves the slug to others. */
  const isInUse = async (uid: UID.ContentType, slug: string, documentId: string): Promise<boolean> =>
    (await strapi.db.query(uid).count({ where: { documentId, slug } })) > 0;

  async function take(uid: UID.ContentType, slug: string, target: string): Promise<void> {
    const taken = () => refusal([takenFault('slug', slug, strapi.contentType(uid).info.singularName)]);
    const known = ownership.parse(await table().findOne({ select: ['id', 'target'], where: { uid, slug } }));
    if (!known) {
      await table()
        .create({ data: { uid, slug, target } })
        .catch((error: unknown) => {
          throw duplicate.safeParse(error).success ? taken() : error;
        });
      return;
    }
    // The rules found the slug free; another document may have been saved with it since.
    if (await isInUse(uid, slug, known.target)) throw taken();
    const { count } = await table().updateMany({ where: { ...known }, data: { target } });
    if (count === 0) throw taken();
  }

  return {
    /**
     * After a write, in its transaction: `slugs` are all that the document has now, in any state.
     * @throws ValidationError when another document took one of them at the same moment
     */
    async settle(uid: UID.ContentType, target: string, slugs: readonly string[]): Promise<void> {
      const known = owners.parse(await table().findMany({ select: ['id', 'slug'], where: { uid, target } }));
      const wanted = new Set(slugs);
      for (const slug of wanted) {
        if (!known.some((owned) => owned.slug === slug)) await take(uid, slug, target);
      }
      const given = known.filter(({ slug }) => !wanted.has(slug)).map(({ id }) => id);
      if (given.length > 0) await table().deleteMany({ where: { id: { $in: given } } });
    },
  };
};
