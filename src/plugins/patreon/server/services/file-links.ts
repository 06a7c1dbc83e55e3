import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { namesIn, withAddresses } from '../../../content/server/domain/media/private-address';
import { gateOf } from '../../../content/server/domain/public';
import { splitAtMark } from '../../../content/server/domain/members-only';
import type { PatreonConfig } from '../config';
import { hashesOf, sizeNamed } from '../domain/file-names';
import { fileToken } from '../domain/file-token';

/** Who follows links: a member, whom alone they serve, or whoever has a preview of staff. */
export type LinkReader = { kind: 'member'; documentId: string } | { kind: 'preview' };

/** The entry whose gate the files are behind. */
export interface LinkedEntry {
  uid: UID.ContentType;
  documentId: string;
}

const named = z.object({ hash: z.string(), ext: z.string().nullish() });
const libraryFiles = z.array(
  named.extend({
    id: z.number(),
    gate: z.string().nullable(),
    formats: z.record(z.string(), named).nullish(),
  }),
);
type LibraryFile = z.infer<typeof libraryFiles>[number];

/** Any form in which a file of the media library is answered. */
interface AnsweredFile {
  id: number;
  url: string | null;
  formats?: unknown;
}

const sizes = z.record(z.string(), z.looseObject({ url: z.string() }));

/**
 * Links to files behind a gate. Give them to whoever may see the entry now: the route (`routes/v1/files.ts`) asks again when they are followed.
 * In what is gated, every file gets a link, moved or not, so that no public address is handed out while a job has still to move it.
 */
export function createFileLinks(strapi: Core.Strapi) {
  const { fileKey } = strapi.config.get<PatreonConfig>('plugin::patreon');
  const api = `${strapi.config.get<string>('server.url')}/api/v1`;

  async function filesNamed(names: readonly string[]): Promise<LibraryFile[]> {
    if (names.length === 0) return [];
    const found: unknown = await strapi.db.query('plugin::upload.file').findMany({
      where: { hash: { $in: names.flatMap(hashesOf) } },
      select: ['id', 'hash', 'ext', 'formats', 'gate'],
    });
    return libraryFiles.parse(found);
  }

  return {
    linksFor(reader: LinkReader, { uid, documentId }: LinkedEntry, now: Date) {
      const gate = gateOf(strapi.contentType(uid));
      const member = reader.kind === 'member' ? reader.documentId : null;
      const linkTo = (file: number, size: string | null): string => {
        const claims = { file, size, entry: { uid, id: documentId }, member };
        return `${api}/support/files/${fileToken(claims, now, fileKey)}`;
      };

      async function linked(text: string, isLinked: (file: LibraryFile) => boolean): Promise<string> {
        const found = (await filesNamed(namesIn(text))).filter(isLinked);
        return withAddresses(text, (name) => {
          for (const file of found) {
            const size = sizeNamed(name, file);
            if (size !== undefined) return linkTo(file.id, size);
          }
          return undefined;
        });
      }

      return {
        /** A file of a gated medium, or in a preview of any, with links in place of its addresses. */
        of<File extends AnsweredFile>(file: File): File {
          const formats = sizes.safeParse(file.formats).data ?? {};
          const linkedSizes = Object.entries(formats).map(([size, format]) => [
            size,
            { ...format, url: linkTo(file.id, size) },
          ]);
          return {
            ...file,
            url: linkTo(file.id, null),
            ...(file.formats ? { formats: Object.fromEntries(linkedSizes) } : {}),
          };
        },

        /**
         * A rich text as it may be read, with links to its files. A member gets them for what is behind the gate (all of a text without a
         * mark); what is before it is public. In a preview, which may show a draft, for whatever is private.
         *
         * @param field the attribute that it is of
         */
        async inText(field: string, text: string): Promise<string> {
          if (reader.kind === 'preview') return linked(text, (file) => file.gate === 'private');
          if (gate?.fields.includes(field) !== true) return text;
          const { open, mark, gated } = splitAtMark(text);
          return `${open}${mark}${await linked(gated, () => true)}`;
        },
      };
    },
  };
}

/** The links to the files of one entry, for one reader. */
export type EntryLinks = ReturnType<ReturnType<typeof createFileLinks>['linksFor']>;
