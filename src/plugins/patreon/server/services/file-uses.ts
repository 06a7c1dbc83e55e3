import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { inCurrentTransaction } from '../../../../database/current-transaction';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage } from '../../../../shared/server/languages';
import { gateOf, isGated, isPublicEnglish, type Gate } from '../../../content/server/domain/public';
import type { TypeSchema } from '../../../content/server/domain/schema';
import { schemasOf } from '../../../content/server/services/schemas';
import { usesIn, type FileUse, type UsingRow } from '../domain/file-gate';

/** A type whose documents may show files, and where. */
export interface FileHolder {
  uid: UID.ContentType;
  schema: TypeSchema;
  gate: Gate | null;
  media: readonly string[];
  texts: readonly string[];
}

/** A document that shows a file, and where. */
export interface FileUser {
  uid: UID.ContentType;
  documentId: string;
  uses: FileUse[];
}

const row = z.looseObject({
  id: z.number(),
  documentId: z.string(),
  locale: z.string().nullish(),
  publishedAt: z.unknown(),
});
type Row = z.infer<typeof row>;

const links = z.array(
  z.object({ related_id: z.coerce.number(), related_type: z.string(), field: z.string() }),
);

const text = z.string().nullish().catch(null);

/** The types of the club and of plugins that have media or rich texts. A gated plain text counts as rich: it may have an address. */
export function fileHolders(strapi: Core.Strapi): FileHolder[] {
  return schemasOf(strapi).all.flatMap((schema) => {
    const gate = gateOf(schema);
    const named = (isOf: (type: string, name: string) => boolean): string[] =>
      Object.entries(schema.attributes).flatMap(([name, { type }]) => (isOf(type, name) ? name : []));
    const media = named((type) => type === 'media');
    const texts = named(
      (type, name) =>
        type === 'richtext' || (['text', 'string'].includes(type) && gate?.fields.includes(name) === true),
    );
    // Safe cast: the uid of a schema that Strapi has.
    const uid = schema.uid as UID.ContentType;
    return media.length + texts.length === 0 ? [] : [{ uid, schema, gate, media, texts }];
  });
}

/** Finds the documents that show a file of the media library, and whether readers need a tier for it there. */
export function createFileUses(strapi: Core.Strapi) {
  const holders = fileHolders(strapi);

  async function linksOf(fileId: number) {
    const found: unknown = await inCurrentTransaction(
      strapi.db
        .connection('files_related_mph')
        .select('related_id', 'related_type', 'field')
        .where({ file_id: fileId }),
    );
    return links.parse(found);
  }

  async function documentsOf(
    { uid, texts }: FileHolder,
    rowIds: readonly number[],
    hash: string,
  ): Promise<string[]> {
    const byText = texts.map((name) => ({ [name]: { $contains: hash } }));
    const where = { $or: [...(rowIds.length > 0 ? [{ id: { $in: rowIds } }] : []), ...byText] };
    if (where.$or.length === 0) return [];
    const found: unknown = await strapi.db.query(uid).findMany({ where, select: ['documentId'] });
    return [
      ...new Set(
        z
          .array(row.pick({ documentId: true }))
          .parse(found)
          .map(({ documentId }) => documentId),
      ),
    ];
  }

  return {
    /** @param of `hash` is part of the addresses of all its sizes. @param only one document, where only that matters */
    async of(
      { id, hash }: { id: number; hash: string },
      only?: { uid: string; documentId: string },
    ): Promise<FileUser[]> {
      const linked = await linksOf(id);
      const users: FileUser[] = [];
      for (const holder of holders.filter(({ uid }) => only === undefined || uid === only.uid)) {
        const { uid, gate } = holder;
        const own = linked.filter((link) => link.related_type === uid && holder.media.includes(link.field));
        const documentIds = only
          ? [only.documentId]
          : await documentsOf(
              holder,
              own.map((link) => link.related_id),
              hash,
            );
        if (documentIds.length === 0) continue;
        const rows: unknown = await strapi.db.query(uid).findMany({
          where: { documentId: { $in: documentIds } },
          ...(gate && { populate: { [gate.tier]: true } }),
        });
        for (const [documentId, versions] of groupBy(z.array(row).parse(rows), (each) => each.documentId)) {
          const fieldsOf = ({ id: rowId }: Row): string[] =>
            own.filter((link) => link.related_id === rowId).map(({ field }) => field);
          const uses = versions.flatMap((each) =>
            usesIn(usingRow(holder, each, versions, fieldsOf(each)), gate?.fields ?? [], hash),
          );
          if (uses.length > 0) users.push({ uid, documentId, uses });
        }
      }
      return users;
    },
  };
}

const isPublished = ({ publishedAt }: Row): boolean => (publishedAt ?? null) !== null;

/** The English row of the same version says whether it is public, and which tier it needs: translations have none. */
function usingRow(
  { schema, gate, texts }: FileHolder,
  version: Row,
  versions: readonly Row[],
  media: readonly string[],
): UsingRow {
  const english = versions.find(
    (each) => each.locale === defaultLanguage && isPublished(each) === isPublished(version),
  );
  // What has no languages, a member for one, is shown as it is.
  const isLocalized = (version.locale ?? null) !== null;
  return {
    isShown: isLocalized
      ? isPublished(version) && english !== undefined && isPublicEnglish(schema, english)
      : true,
    // Without English, nobody has said that it is open.
    isGated: gate !== null && (english === undefined || isGated(gate, english)),
    media,
    texts: Object.fromEntries(texts.map((name) => [name, text.parse(version[name]) ?? null])),
  };
}
