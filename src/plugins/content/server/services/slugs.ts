import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../domain/languages';
import { publicEnglish } from '../domain/public';
import slugOwners from './slug-owners';

const formerUid = 'plugin::content.former-slug';

const slugRows = z.array(
  z.object({ id: z.number(), locale: z.string(), publishedAt: z.unknown(), slug: z.string().nullable() }),
);
type SlugRow = z.infer<typeof slugRows>[number];

const knownSlug = z.object({ id: z.number(), target: z.string() }).nullable();
const shownSlug = z.object({ slug: z.string() }).nullable();

/** Keeps a document's slug the same in every language, and every slug that was ever public known for good. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const owners = slugOwners({ strapi });
  const former = () => strapi.db.query(formerUid);

  const rowsOf = async (uid: UID.ContentType, documentId: string): Promise<SlugRow[]> =>
    slugRows.parse(
      await strapi.db
        .query(uid)
        .findMany({ select: ['id', 'locale', 'publishedAt', 'slug'], where: { documentId } }),
    );

  const owner = async (uid: UID.ContentType, slug: string): Promise<z.infer<typeof knownSlug>> =>
    knownSlug.parse(await former().findOne({ where: { uid, slug } }));

  /** Strapi keeps a uid of its own for each language (i18n's isLocalizedAttribute); the English one is everybody's. */
  async function sameEverywhere(uid: UID.ContentType, rows: readonly SlugRow[]): Promise<string[]> {
    const slugs: string[] = [];
    for (const isPublished of [false, true]) {
      const state = rows.filter((row) => Boolean(row.publishedAt) === isPublished);
      const english = state.find(({ locale }) => locale === defaultLanguage)?.slug;
      const others = english ? state.filter(({ slug }) => slug !== english).map(({ id }) => id) : [];
      if (others.length > 0) {
        await strapi.db.query(uid).updateMany({ where: { id: { $in: others } }, data: { slug: english } });
      }
      slugs.push(...state.map(({ slug }) => english || slug).filter((slug) => typeof slug === 'string'));
    }
    return slugs;
  }

  /** A slug belongs to whoever had it last. */
  async function remember(uid: UID.ContentType, slug: string, documentId: string): Promise<void> {
    const known = await owner(uid, slug);
    if (!known) await former().create({ data: { uid, slug, target: documentId } });
    else if (known.target !== documentId) {
      await former().update({ where: { id: known.id }, data: { target: documentId } });
    }
  }

  return {
    /** After any write of a document, in the same transaction. */
    async settle(uid: UID.ContentType, documentId: string): Promise<void> {
      const rows = await rowsOf(uid, documentId);
      await owners.settle(uid, documentId, await sameEverywhere(uid, rows));
      const shown = rows.find(({ locale, publishedAt }) => locale === defaultLanguage && publishedAt);
      if (shown?.slug) await remember(uid, shown.slug, documentId);
    },

    /** Today's public slug of the document that last had this one in public; null where none had, or it is gone. */
    async currentOf(uid: UID.ContentType, slug: string): Promise<string | null> {
      const known = await owner(uid, slug);
      if (!known) return null;
      const row: unknown = await strapi.db.query(uid).findOne({
        select: ['slug'],
        where: { documentId: known.target, ...publicEnglish(strapi.contentType(uid)) },
      });
      return shownSlug.parse(row)?.slug ?? null;
    },
  };
};
