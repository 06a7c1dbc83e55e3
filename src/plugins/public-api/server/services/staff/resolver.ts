import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { Resolver } from '../../domain/staff/fields';

const documents = z.array(z.object({ documentId: z.string(), slug: z.string().nullish() }));
const files = z.array(z.object({ id: z.number(), documentId: z.string() }));

/** Finds what a body refers to, and collects the issues of what there is not. */
export function createResolver(strapi: Core.Strapi): Resolver & { issues: Map<string, string[]> } {
  const issues = new Map<string, string[]>();
  const found = new Map<string, Promise<string | number | null>>();

  /** One query for each thing, however often a line-up names it. */
  async function once<Found extends string | number>(
    of: string,
    path: string,
    find: () => Promise<Found | null>,
  ): Promise<Found | null> {
    const search = (found.get(of) as Promise<Found | null> | undefined) ?? find();
    found.set(of, search);
    const result = await search;
    if (result === null) issues.set(path, ['is not known']);
    return result;
  }

  return {
    issues,

    document: (uid, key, path) =>
      once(`${uid} ${key}`, path, async () => {
        const rows: unknown = await strapi.db.query(uid as UID.ContentType).findMany({
          select: ['documentId', 'slug'],
          where: { locale: defaultLanguage, $or: [{ slug: key }, { documentId: key }] },
        });
        // MySQL compares without case. A slug is preferred to an id of the same letters.
        const all = documents.parse(rows);
        const one = all.find(({ slug }) => slug === key) ?? all.find(({ documentId }) => documentId === key);
        return one?.documentId ?? null;
      }),

    file: (id, path) =>
      once(`file ${id}`, path, async () => {
        const rows: unknown = await strapi.db
          .query('plugin::upload.file')
          .findMany({ select: ['id', 'documentId'], where: { documentId: id } });
        return files.parse(rows).find(({ documentId }) => documentId === id)?.id ?? null;
      }),
  };
}
