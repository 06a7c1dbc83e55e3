import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { publicEnglish } from '../domain/public';
import slugOwners from './slug-owners';

const formerUid = 'plugin::content.former-slug';

const slugRows = z.array(
  z.object({
    id: z.number(),
    documentId: z.string(),
    locale: z.string(),
    publishedAt: z.unknown(),
    slug: z.string().nullable(),
  }),
);
type SlugRow = z.infer<typeof slugRows>[number];

const knownSlugs = z.array(z.object({ id: z.number(), slug: z.string(), target: z.string() }));
type KnownSlug = z.infer<typeof knownSlugs>[number];
const shownDocument = z.object({ documentId: z.string(), slug: z.string() }).nullable();

/** Keeps a document's slug the same in every language, and remembers every slug that was ever public. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const owners = slugOwners({ strapi });
  const former = () => strapi.db.query(formerUid);

  /** The rows of documents, by document. */
  async function rowsOf(
    uid: UID.ContentType,
    documentIds: readonly string[],
  ): Promise<Map<string, SlugRow[]>> {
    const found: unknown = await strapi.db.query(uid).findMany({
      select: ['id', 'documentId', 'locale', 'publishedAt', 'slug'],
      where: { documentId: { $in: [...documentIds] } },
    });
    const rows = new Map<string, SlugRow[]>(documentIds.map((documentId) => [documentId, []]));
    for (const row of slugRows.parse(found)) rows.get(row.documentId)?.push(row);
    return rows;
  }

  const formerOf = async (uid: UID.ContentType, slugs: readonly string[]): Promise<KnownSlug[]> =>
    slugs.length === 0
      ? []
      : knownSlugs.parse(await former().findMany({ where: { uid, slug: { $in: [...slugs] } } }));

  /**
   * Strapi has a separate uid per language (i18n's isLocalizedAttribute); this sets all to the English one.
   * @returns all the slugs of the document
   */
  async function sameEverywhere(uid: UID.ContentType, rows: readonly SlugRow[]): Promise<Set<string>> {
    const slugs = new Set<string>();
    for (const isPublished of [false, true]) {
      const state = rows.filter((row) => Boolean(row.publishedAt) === isPublished);
      const english = state.find(({ locale }) => locale === defaultLanguage)?.slug;
      const others = english ? state.filter(({ slug }) => slug !== english).map(({ id }) => id) : [];
      if (others.length > 0) {
        await strapi.db.query(uid).updateMany({ where: { id: { $in: others } }, data: { slug: english } });
      }
      for (const { slug } of state)
        if (typeof (english || slug) === 'string') slugs.add(String(english || slug));
    }
    return slugs;
  }

  /** A slug leads to the last document that had it. @param shown the documents by their slugs */
  async function remember(uid: UID.ContentType, shown: ReadonlyMap<string, string>): Promise<void> {
    const known = await formerOf(uid, [...shown.keys()]);
    for (const { id, slug, target } of known) {
      const documentId = shown.get(slug);
      if (target !== documentId) await former().update({ where: { id }, data: { target: documentId } });
    }
    const data = [...shown].flatMap(([slug, target]) =>
      known.some((each) => each.slug === slug) ? [] : [{ uid, slug, target }],
    );
    if (data.length > 0) await former().createMany({ data });
  }

  /** The public document that last had this slug in public, and the slug it has now; null if there is none. */
  async function publicDocument(uid: UID.ContentType, slug: string): Promise<z.infer<typeof shownDocument>> {
    const [known] = await formerOf(uid, [slug]);
    if (!known) return null;
    const row: unknown = await strapi.db.query(uid).findOne({
      select: ['documentId', 'slug'],
      where: { documentId: known.target, ...publicEnglish(strapi.contentType(uid), new Date()) },
    });
    return shownDocument.parse(row);
  }

  return {
    publicDocument,

    /** Call after any write of documents of a type, in its transaction. */
    async keep(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
      const rows = await rowsOf(uid, documentIds);
      const slugs = new Map<string, Set<string>>();
      for (const [documentId, its] of rows) slugs.set(documentId, await sameEverywhere(uid, its));
      await owners.assign(uid, slugs);
      const shown = [...rows].flatMap(([documentId, its]): [string, string][] => {
        const slug = its.find(({ locale, publishedAt }) => locale === defaultLanguage && publishedAt)?.slug;
        return slug ? [[slug, documentId]] : [];
      });
      await remember(uid, new Map(shown));
    },

    /** The current public slug of the document that last had this one in public; null if there is none. */
    currentOf: async (uid: UID.ContentType, slug: string): Promise<string | null> =>
      (await publicDocument(uid, slug))?.slug ?? null,
  };
};
