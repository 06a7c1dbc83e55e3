import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { takenFault } from '../domain/rules/faults';
import { refusal } from './refusal';

const owners = z.array(z.object({ id: z.number(), slug: z.string() }));

const duplicate = z.object({ code: z.enum(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE']) });

/**
 * Keeps whose each slug is. Rules see whether a slug is free, but not what somebody else is saving at the same moment;
 * this table's unique index does. The types' own tables cannot have one: a document has a row a language and a state.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const table = () => strapi.db.query('plugin::content.slug-owner');

  async function take(uid: UID.ContentType, slug: string, target: string): Promise<void> {
    try {
      // One that is there already is of no document any more: the rules found the slug free.
      const left: unknown = await table().update({ where: { uid, slug }, data: { target } });
      if (!left) await table().create({ data: { uid, slug, target } });
    } catch (error) {
      if (!duplicate.safeParse(error).success) throw error;
      throw refusal([takenFault('slug', slug, strapi.contentType(uid).info.singularName)]);
    }
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
