import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import contentDisposition from 'content-disposition';
import { z } from 'zod';
import type { Download } from '../../../../http/download';
import { extensionOf, mediaTypeByExtension } from '../../../content/server/domain/media/media-types';
import { isPrivateAddress } from '../../../content/server/domain/media/private-address';
import { publicHeaders } from '../../../content/server/domain/media/public-headers';
import { contentServices } from '../../../content/server/services';
import { signedUrlOf } from '../../../content/server/services/media-files';

const stored = z.looseObject({ hash: z.string(), ext: z.string().nullish(), url: z.string() });
const fileRow = stored.extend({
  id: z.number(),
  name: z.string(),
  provider: z.string(),
  formats: z.record(z.string(), stored).nullish(),
});
export type FileRow = z.infer<typeof fileRow>;

type Source = Pick<Download, 'size' | 'open'> & { version: string };

const totalOf = z.string().transform((range) => Number(/\/(\d+)$/.exec(range)?.[1] ?? NaN));

/** Gives the content of files of the media library, wherever they are kept. */
export function createFileContent(strapi: Core.Strapi) {
  async function find(where: object): Promise<FileRow | null> {
    const row: unknown = await strapi.db.query('plugin::upload.file').findOne({ where });
    return fileRow.nullable().parse(row);
  }

  /** @param location of a file on this machine */
  async function fromDisk(location: string): Promise<Source | null> {
    try {
      const { size, mtimeMs } = await stat(location);
      return { size, version: String(mtimeMs), open: (range) => createReadStream(location, range) };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  /** By its provider's own address, which stays between the provider and this server. */
  async function fromProvider(file: z.infer<typeof stored>): Promise<Source | null> {
    const get = async ({ start, end }: { start: number; end: number }): Promise<Response> =>
      fetch(new URL(await signedUrlOf(strapi, file), strapi.config.get<string>('server.url')), {
        headers: { range: `bytes=${start}-${end}` },
      });
    const probe = await get({ start: 0, end: 0 });
    await probe.body?.cancel();
    if (probe.status === 404) return null;
    const size = totalOf.parse(probe.headers.get('content-range') ?? '');
    if (probe.status !== 206 || Number.isNaN(size))
      throw new Error(`The upload provider answered ${probe.status} for ${file.hash}`);
    return {
      size,
      version: probe.headers.get('etag') ?? probe.headers.get('last-modified') ?? '',
      async open(range) {
        const { status, body } = await get(range);
        if (status !== 206 || !body)
          throw new Error(`The upload provider answered ${status} for ${file.hash}`);
        return Readable.fromWeb(body);
      },
    };
  }

  return {
    byId: (id: number): Promise<FileRow | null> => find({ id }),
    byHash: (hashes: readonly string[]): Promise<FileRow | null> => find({ hash: { $in: hashes } }),

    /** @param size one of its other sizes; null for the file itself. @returns null if it is not there */
    async of(file: FileRow, size: string | null): Promise<Download | null> {
      const wanted = size === null ? file : file.formats?.[size];
      if (!wanted) return null;
      const name = `${wanted.hash}${wanted.ext ?? ''}`;
      const location = isPrivateAddress(wanted.url)
        ? contentServices(strapi).privateFiles.pathOf(name)
        : file.provider === 'local'
          ? path.join(strapi.dirs.static.public, 'uploads', path.basename(name))
          : null;
      const source = location === null ? await fromProvider(wanted) : await fromDisk(location);
      if (!source) return null;
      const { version, ...content } = source;
      const etag = createHash('sha1').update(`${name} ${content.size} ${version}`).digest('base64url');
      return { ...content, etag: `"${etag}"`, ...headersOf(file.name, name) };
    },
  };
}

/** Shown or downloaded as a public file is, and by the club's own pages only. */
function headersOf(title: string, name: string): Pick<Download, 'type' | 'headers'> {
  const { 'Content-Type': type = 'application/octet-stream', ...headers } = publicHeaders(name);
  const isShown = (mediaTypeByExtension(name)?.kind ?? 'document') !== 'document';
  const titled = extensionOf(title) === extensionOf(name) ? title : `${title}${path.extname(name)}`;
  delete headers['Access-Control-Allow-Origin'];
  return {
    type,
    headers: {
      ...headers,
      'Content-Disposition': contentDisposition(titled, { type: isShown ? 'inline' : 'attachment' }),
      // Pages of the website, on another host of the same site, show it.
      'Cross-Origin-Resource-Policy': 'same-site',
      'Referrer-Policy': 'no-referrer',
    },
  };
}
