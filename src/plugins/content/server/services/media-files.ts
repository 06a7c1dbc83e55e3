import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';

/** Reads the content of a file of the media library, wherever its provider keeps it. Rejects where it is not. */
export async function contentOf(
  strapi: Core.Strapi,
  file: { provider: string; url: string },
): Promise<Readable> {
  if (file.provider === 'local') return createReadStream(path.join(strapi.dirs.static.public, file.url));
  const { url } = file;
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}.`);
  return Readable.from(answer.body);
}

interface UploadService {
  /** Why a file may not be imported, as src/extensions/upload decides; null where it may. */
  refusalOf(location: string, fileName: string): Promise<string | null>;
  /** Hands on a file as it will be kept: a picture may be turned upright first. */
  asKept<Result>(
    location: string,
    fileName: string,
    use: (location: string) => Promise<Result>,
  ): Promise<Result>;
  upload(request: { data: object; files: object }): Promise<unknown>;
  getSettings(): Promise<unknown>;
  setSettings(settings: object): Promise<void>;
}

interface UploadProvider {
  delete(file: object): Promise<unknown>;
}

/** The part of the upload plugin's service that imports use; Strapi's own getter has no types for it. */
export const uploadService = (strapi: Core.Strapi): UploadService =>
  strapi.plugin('upload').service('upload');

/** What keeps the files of the media library. */
export function uploadProvider(strapi: Core.Strapi): UploadProvider {
  const plugin: object & { provider?: UploadProvider } = strapi.plugin('upload');
  if (!plugin.provider) throw new Error('The media library has no provider to keep its files.');
  return plugin.provider;
}
