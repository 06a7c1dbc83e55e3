import type { Core } from '@strapi/strapi';
import { contentServices } from '../../../plugins/content/server/services';

interface NamedFile {
  hash: string;
  ext: string;
}

/** What this needs of the upload plugin's own service. */
export interface ProviderService {
  /** Strapi's first question about a file that it is going to store, in all its sizes. */
  checkFileSize(file: NamedFile): Promise<void>;
  upload(file: NamedFile): Promise<void>;
  replace(file: NamedFile, old: NamedFile): Promise<void>;
}

/** Strapi's way to what keeps the files: each is written down before it is stored, so that none is left without a row. */
export function createProviderService<Service extends ProviderService>(
  strapi: Core.Strapi,
  service: Service,
) {
  const pending = () => contentServices(strapi).pendingUploads;
  return {
    ...service,
    async checkFileSize(file: NamedFile): Promise<void> {
      await service.checkFileSize(file);
      await pending().enterUnderWay(file);
    },
    upload: (file: NamedFile): Promise<void> => pending().writing(service.upload(file)),
    replace: (file: NamedFile, old: NamedFile): Promise<void> =>
      pending().writing(service.replace(file, old)),
  };
}
