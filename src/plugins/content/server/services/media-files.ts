import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { isPrivateAddress } from '../domain/media/private-address';
import { contentServices } from '.';

/** Reads the content of a file of the media library from its provider. Rejects with `ENOENT` if it is missing. */
export async function contentOf(
  strapi: Core.Strapi,
  file: { provider: string; url: string; hash?: string; ext?: string | null },
): Promise<Readable> {
  if (isPrivateAddress(file.url)) {
    const name = path.posix.basename(file.url);
    const handle = await contentServices(strapi).privateFiles.open(name);
    if (handle) return handle.createReadStream();
    throw Object.assign(new Error(`The private file ${name} is missing.`), { code: 'ENOENT' });
  }
  // Opened first: a stream of a missing file would fail before anybody listens to it, which ends the process.
  if (file.provider === 'local')
    return (await open(path.join(strapi.dirs.static.public, file.url))).createReadStream();
  const url = await signedUrlOf(strapi, file);
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) {
    const missing = answer.status === 404 ? { code: 'ENOENT' } : {};
    throw Object.assign(new Error(`${url} answered ${answer.status}.`), missing);
  }
  return Readable.from(answer.body);
}

/** The address at which a provider gives a file to this server: signed where the provider keeps its files private. */
export async function signedUrlOf(strapi: Core.Strapi, file: { url: string }): Promise<string> {
  const provider = uploadProvider(strapi);
  return (await provider.isPrivate()) ? (await provider.getSignedUrl(file)).url : file.url;
}

/** A file that is being uploaded, as the upload plugin's services pass it to each other. */
export interface UploadedFile {
  name: string;
  hash: string;
  ext: string;
  mime: string;
  alternativeText?: string | null;
  caption?: string | null;
  url?: string;
  provider?: string;
  formats?: Record<string, object>;
}

interface UploadService {
  formatFileInfo(
    file: { filename: string; type: string; size: number },
    info: object,
    metas: object,
  ): Promise<UploadedFile>;
  /** Why src/extensions/upload refuses a file; null if it accepts it. */
  refusalOf(location: string, fileName: string): Promise<string | null>;
  /** Calls `use` with the file as it will be stored: a picture may be rotated first. */
  asKept<Result>(
    location: string,
    fileName: string,
    use: (location: string) => Promise<Result>,
  ): Promise<Result>;
  getSettings(): Promise<unknown>;
  _uploadImage(file: UploadedFile): Promise<void>;
}

interface ImageService {
  isImage(file: UploadedFile): Promise<boolean>;
  isFaultyImage(file: UploadedFile): Promise<boolean>;
  isOptimizableImage(file: UploadedFile): Promise<boolean>;
  optimize(file: UploadedFile): Promise<UploadedFile>;
}

interface ProviderService {
  checkFileSize(file: UploadedFile): Promise<void>;
  upload(file: UploadedFile): Promise<void>;
}

interface UploadProvider {
  delete(file: object): Promise<unknown>;
  /** Whether its files have no public addresses: they are signed for each reader. */
  isPrivate(): boolean | Promise<boolean>;
  getSignedUrl(file: object): { url: string } | Promise<{ url: string }>;
}

/** The parts of the upload plugin's services that are used here; Strapi's own getter has no types for them. */
export const uploadService = (strapi: Core.Strapi): UploadService =>
  strapi.plugin('upload').service('upload');
export const imageService = (strapi: Core.Strapi): ImageService =>
  strapi.plugin('upload').service('image-manipulation');
export const providerService = (strapi: Core.Strapi): ProviderService =>
  strapi.plugin('upload').service('provider');

/** Does what the upload plugin's `upload` does, except for the row: stores the file and, for an image, its other sizes. */
export async function uploadToProvider(
  strapi: Core.Strapi,
  file: UploadedFile,
  isImage: boolean,
): Promise<void> {
  await providerService(strapi).checkFileSize(file);
  if (isImage) await uploadService(strapi)._uploadImage(file);
  else await providerService(strapi).upload(file);
  file.provider = strapi.config.get<string>('plugin::upload.provider');
}

/** The upload provider, which stores the files of the media library. */
export function uploadProvider(strapi: Core.Strapi): UploadProvider {
  const plugin: object & { provider?: UploadProvider } = strapi.plugin('upload');
  if (!plugin.provider) throw new Error('The media library has no provider to keep its files.');
  return plugin.provider;
}
