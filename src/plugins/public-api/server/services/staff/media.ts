import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { offsetOf, type Page } from '../../../../../http/schemas';
import { toStaffMedia, type StaffMedia } from '../../domain/staff/links';

const uid = 'plugin::upload.file';
const rows = z.array(z.looseObject({ id: z.number() }));

/** The parser's file, which src/extensions/upload judges by its content. */
const sentFile = z.looseObject({ filepath: z.string() });
const sentFiles = z
  .record(
    z.string(),
    z.union([z.array(sentFile), sentFile]).transform((files) => [files].flat()),
  )
  .optional();

/** What of an upload is said beside the file. */
export interface MediaTexts {
  name?: string | undefined;
  alt?: string | undefined;
  caption?: string | undefined;
}

interface UploadService {
  upload(of: { data: { fileInfo: object }; files: object }): Promise<unknown>;
}

const refusedInfo = z.object({
  details: z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })).min(1) }),
});
const named: Readonly<Record<string, string>> = { alternativeText: 'alt', caption: 'caption', name: 'name' };

/** The field of a form that a refusal of the media library is about. */
const fieldOf = (path: readonly string[]): string =>
  path[0] === 'fileInfo' ? (named[path.at(-1) ?? ''] ?? 'file') : 'file';

function refusalOf(error: Error): HttpError {
  const issues = refusedInfo.safeParse(error).data?.details.errors;
  return new HttpError(400, 'Invalid request', {
    issues: issues
      ? Object.fromEntries(issues.map(({ path, message }) => [fieldOf(path), [message]]))
      : { file: [error.message] },
  });
}

/** The media library for the staff API. */
export function createStaffMedia(strapi: Core.Strapi) {
  const baseUrl = strapi.config.get<string>('server.url');
  const table = () => strapi.db.query(uid);

  /** The one file of the request at hand. @throws HttpError 400 */
  function fileOfRequest(): object {
    const sent: unknown = strapi.requestContext.get()?.request.files;
    const { file = [], files = [], ...others } = sentFiles.parse(sent) ?? {};
    const issues: Record<string, string[]> = Object.fromEntries(
      Object.keys(others).map((name) => [name, ['is not known here']]),
    );
    const [one, more] = [...file, ...files];
    if (!one) issues['file'] = ['must be a file, in a form (multipart/form-data)'];
    if (more) issues['file'] = ['must be one file'];
    if (!one || Object.keys(issues).length > 0) throw new HttpError(400, 'Invalid request', { issues });
    return one;
  }

  return {
    /** The newest first. @param q part of a name, or of an alternative text */
    async page(page: Page, q: string | undefined): Promise<{ data: StaffMedia[]; total: number }> {
      const where =
        q === undefined ? {} : { $or: [{ name: { $containsi: q } }, { alternativeText: { $containsi: q } }] };
      const found: unknown = await table().findMany({
        where,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        limit: page.per_page,
        offset: offsetOf(page),
      });
      return {
        data: rows.parse(found).map((row) => toStaffMedia(row, baseUrl)),
        total: await table().count({ where }),
      };
    },

    /** Stores the file of the request at hand, with its smaller sizes. @throws HttpError 400 that says why it is refused */
    async upload({ name, alt, caption }: MediaTexts): Promise<StaffMedia> {
      const files = fileOfRequest();
      const fileInfo = { name, alternativeText: alt, caption };
      const service: UploadService = strapi.plugin('upload').service('upload');
      try {
        const [stored] = rows.parse(await service.upload({ data: { fileInfo }, files }));
        const [row] = rows.parse(await table().findMany({ where: { id: stored?.id } }));
        if (!row) throw new Error('The stored file has no row');
        return toStaffMedia(row, baseUrl);
      } catch (error) {
        throw error instanceof errors.ValidationError ? refusalOf(error) : error;
      }
    },
  };
}
