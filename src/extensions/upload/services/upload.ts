import { stat } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { isPrivateAddress } from '../../../plugins/content/server/domain/media/private-address';
import { issueOf, type ValidationIssue } from '../../../plugins/content/server/domain/rules/issues';
import { contentServices } from '../../../plugins/content/server/services';
import type { MediaFile } from '../../../plugins/content/server/services/in-use';
import { refuseFor } from '../../../plugins/content/server/services/refusal';
import {
  mediaTypeByExtension,
  withoutWrongExtension,
} from '../../../plugins/content/server/domain/media/media-types';
import { refusalOfName, refusalOfReplacement } from '../domain/refusals';
import { issuesOfInfo, issuesOfInfos, sentNameRule } from '../domain/file-texts';
import { withCleanCopy } from './clean-copy';
import { FileRefusal, refusingInStaffLanguage } from './file-refusal';
import { inspect, type Inspected } from './inspect';
import type { PictureLimiter } from './picture-limiter';
import { filesAsSent } from './whole-requests';

export interface IncomingFile {
  filepath: string;
  originalFilename?: string | null;
  size: number;
  mimetype?: string | null;
  detectedMimeType?: string;
  /** Increases with each file that begins: config/middlewares.ts. */
  begun?: number;
}

interface FileInfo {
  name?: string | null;
  alternativeText?: string | null;
  caption?: string | null;
}

interface UploadedFile extends MediaFile {
  ext: string;
}

/** The part of the upload plugin's own service that this uses; the rest is passed through. */
export interface UploadService {
  upload(
    request: { data: { fileInfo?: FileInfo | FileInfo[] }; files: IncomingFile | IncomingFile[] },
    options?: object,
  ): Promise<UploadedFile[]>;
  replace(
    id: unknown,
    request: { data: { fileInfo?: FileInfo }; file: IncomingFile },
    options?: object,
  ): Promise<unknown>;
  updateFileInfo(id: unknown, info: FileInfo, options?: object): Promise<unknown>;
  remove(file: MediaFile): Promise<unknown>;
}

function issueOfSentName(file: IncomingFile, path: string[]): ValidationIssue[] {
  const rule = sentNameRule(nameOf(file));
  return rule === undefined ? [] : [issueOf(path, rule)];
}

const nameOf = ({ originalFilename }: IncomingFile): string => originalFilename || 'unnamed';

/**
 * The media library's service with the club's rules for files. All uploads use it: from the panel, from API clients, by
 * URL, by `content:import`. Strapi's own check (`security`) is only in some of its controllers, cannot name the allowed
 * types, and silently drops refused files of several (CVE-2026-22707 was of that kind).
 */
export function createUploadService<Service extends UploadService>(
  strapi: Core.Strapi,
  service: Service,
  limiter: PictureLimiter,
) {
  const rollback = () => contentServices(strapi).uploadRollback;
  const maxPixels = (): number => strapi.config.get('limits.picturePixels');
  const inspected = (file: IncomingFile) => inspect(file.filepath, nameOf(file), maxPixels());

  /** Passes the cleaned file to Strapi's service, with its right name and type. */
  const withCleaned = <Result>(
    file: IncomingFile,
    found: Inspected,
    use: (file: IncomingFile) => Promise<Result>,
  ): Promise<Result> =>
    withCleanCopy(file.filepath, found, limiter, async (filepath) => {
      const { mime } = found.type;
      const { size } = await stat(filepath);
      return use({
        ...file,
        filepath,
        size,
        originalFilename: found.name,
        mimetype: mime,
        detectedMimeType: mime,
      });
    });

  const infoOf = <Info extends FileInfo>(info: Info, { type }: Inspected): Info =>
    info.name ? { ...info, name: withoutWrongExtension(info.name, type.extensions) } : info;

  /** Checks all files before any is stored. */
  async function allInspected(files: readonly IncomingFile[], infos: readonly FileInfo[]) {
    refuseFor(files.flatMap((file, index) => issueOfSentName(file, ['files', String(index), 'name'])));
    const found: Inspected[] = [];
    for (const file of files) found.push(await inspected(file));
    if (infos.length > 0 && infos.length !== files.length)
      throw new errors.ValidationError('fileInfo must be given for each file');
    refuseFor(issuesOfInfos(found.map((what, index) => ({ ...infoOf(infos[index] ?? {}, what) }))));
    return found;
  }

  /** Keeps nothing of a refused request. A failure here is logged, so that the client gets the reason for the refusal. */
  async function deleteUploaded(uploaded: readonly UploadedFile[]): Promise<void> {
    for (const file of uploaded)
      try {
        await rollback().deleteStored(file);
        // Strapi has emitted `media.create` for it.
        await strapi.eventHub.emit('media.delete', { media: file });
      } catch (error) {
        strapi.log.error('A file of an upload that was refused could not be removed.', { error });
      }
  }

  const own = {
    async upload({ data, files }: Parameters<UploadService['upload']>[0], options?: object) {
      // Strapi's controller has dropped files without a matching fileInfo.
      const incoming = filesAsSent() ?? [files].flat();
      const infos = [data.fileInfo ?? []].flat();
      const found = await allInspected(incoming, infos);
      const uploaded: UploadedFile[] = [];
      try {
        for (const [index, file] of incoming.entries()) {
          const what = found[index];
          if (!what) continue;
          const fileInfo = infoOf(infos[index] ?? {}, what);
          uploaded.push(
            ...(await withCleaned(file, what, (cleaned) =>
              rollback().store(() =>
                service.upload({ data: { ...data, fileInfo }, files: cleaned }, options),
              ),
            )),
          );
        }
      } catch (error) {
        await deleteUploaded(uploaded);
        throw error;
      }
      return uploaded;
    },

    async replace(id: unknown, { data, file }: Parameters<UploadService['replace']>[1], options?: object) {
      refuseFor(issueOfSentName(file, ['files', 'name']));
      const found = await inspected(file);
      refuseFor(issuesOfInfo({ ...infoOf(data.fileInfo ?? {}, found) }, ['fileInfo']));
      // The address keeps its extension, so the content must match it.
      const extension = await extensionOfStored(strapi, id);
      if (extension !== undefined && !isOneOf(found.type.extensions, extension))
        throw new FileRefusal((language) =>
          refusalOfReplacement(nameOf(file), found.type, extension, language),
        );
      return withCleaned(file, found, (cleaned) =>
        rollback().replace(id, async () => {
          const fileInfo = data.fileInfo && { fileInfo: infoOf(data.fileInfo, found) };
          const write = () => service.replace(id, { data: { ...data, ...fileInfo }, file: cleaned }, options);
          // Asked within the replacement, during which the file is not moved.
          return (await isStoredPrivately(strapi, id))
            ? contentServices(strapi).privateFiles.storePrivately(write)
            : write();
        }),
      );
    },

    async updateFileInfo(id: unknown, info: FileInfo, options?: object) {
      const extension = info.name ? await extensionOfStored(strapi, id) : undefined;
      const { extensions = [extension ?? ''] as const } = mediaTypeByExtension(extension ?? '') ?? {};
      const right = info.name && extension ? withoutWrongExtension(info.name, extensions) : info.name;
      const kept = { ...info, ...(right && { name: right }) };
      refuseFor(issuesOfInfo(kept, ['fileInfo']));
      return service.updateFileInfo(id, kept, options);
    },

    async remove(file: MediaFile) {
      await contentServices(strapi).inUse.requireUnusedFiles([file]);
      return service.remove(file);
    },

    /** Why a file of a content folder is refused; null if it is not. */
    async refusalOf(location: string, fileName: string): Promise<string | null> {
      try {
        const { type, name } = await inspect(location, fileName, maxPixels());
        return name === fileName ? null : refusalOfName(fileName, type, name);
      } catch (error) {
        if (error instanceof errors.ValidationError) return String(error.message);
        throw error;
      }
    },

    /** Calls `use` with a file as `upload` would store it, so that an import finds what it has uploaded before. */
    async asKept<Result>(
      location: string,
      fileName: string,
      use: (location: string) => Promise<Result>,
    ): Promise<Result> {
      return withCleanCopy(location, await inspect(location, fileName, maxPixels()), limiter, use);
    },
  };
  return {
    ...service,
    ...own,
    upload: (...given: Parameters<typeof own.upload>) =>
      refusingInStaffLanguage(strapi, () => own.upload(...given)),
    replace: (...given: Parameters<typeof own.replace>) =>
      refusingInStaffLanguage(strapi, () => own.replace(...given)),
    updateFileInfo: (...given: Parameters<typeof own.updateFileInfo>) =>
      refusingInStaffLanguage(strapi, () => own.updateFileInfo(...given)),
  };
}

const isOneOf = (extensions: readonly string[], extension: string): boolean =>
  extensions.includes(extension.toLowerCase());

const addressed = z.object({ url: z.string() }).nullish();

async function isStoredPrivately(strapi: Core.Strapi, id: unknown): Promise<boolean> {
  const row: unknown = await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { id }, select: ['url'] });
  return isPrivateAddress(addressed.parse(row)?.url ?? '');
}

const storedFile = z.object({ ext: z.string().nullable() }).nullish();

async function extensionOfStored(strapi: Core.Strapi, id: unknown): Promise<string | undefined> {
  const row: unknown = await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { id }, select: ['ext'] });
  return storedFile.parse(row)?.ext ?? undefined;
}
