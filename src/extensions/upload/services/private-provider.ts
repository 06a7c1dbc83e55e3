import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import {
  isPrivateAddress,
  privateAddress,
} from '../../../plugins/content/server/domain/media/private-address';
import { contentServices } from '../../../plugins/content/server/services';

interface ProviderFile {
  hash: string;
  ext?: string | null;
  url?: string | null;
  stream?: Readable;
  buffer?: Buffer;
}

type Write = (file: ProviderFile, options?: unknown) => Promise<unknown>;
type Replace = (file: ProviderFile, old: ProviderFile, options?: unknown) => Promise<unknown>;

/** An upload provider, as far as it stores and deletes; of the optional methods it has one at least. */
export interface Provider {
  upload?: Write;
  uploadStream?: Write;
  replace?: Replace;
  replaceStream?: Replace;
  delete: Write;
}

const nameOf = ({ hash, ext }: ProviderFile): string => `${hash}${ext ?? ''}`;
const isPrivate = (file: ProviderFile): boolean => isPrivateAddress(file.url ?? '');

/**
 * Has an upload provider keep private files in the club's own folder. A file is private by its address; a new one, which has none yet,
 * if it is stored by `storePrivately`.
 */
export function keepPrivateFilesApart(strapi: Core.Strapi, provider: Provider): void {
  const folder = () => contentServices(strapi).privateFiles;

  async function store(file: ProviderFile): Promise<void> {
    const content = file.stream ?? file.buffer;
    if (!content) throw new Error(`There is no content to store for ${nameOf(file)}`);
    await folder().write(nameOf(file), content);
    file.url = privateAddress(nameOf(file));
  }

  const writing =
    (original: Write): Write =>
    (file, options) =>
      isPrivate(file) || folder().isStoringPrivately() ? store(file) : original(file, options);

  const replacing =
    (original: Replace): Replace =>
    async (file, old, options) => {
      if (!isPrivate(old)) return original(file, old, options);
      await store(file);
      if (nameOf(file) !== nameOf(old)) await folder().remove(nameOf(old));
      return undefined;
    };

  const { upload, uploadStream, replace, replaceStream, delete: remove } = provider;
  Object.assign(provider, {
    ...(upload && { upload: writing(upload) }),
    ...(uploadStream && { uploadStream: writing(uploadStream) }),
    // Strapi decides by these whether a provider can replace a file in one step.
    ...(replace && { replace: replacing(replace) }),
    ...(replaceStream && { replaceStream: replacing(replaceStream) }),
    delete: (file: ProviderFile, options?: unknown) =>
      isPrivate(file) ? folder().remove(nameOf(file)) : remove(file, options),
  });
}
