import type { Core } from '@strapi/strapi';
import { contentServices } from '../../../plugins/content/server/services';

interface NamedFile {
  hash: string;
  ext: string;
}

/** The part of the upload plugin's provider service that this uses. */
export interface ProviderService {
  /** Strapi calls this first for each file that it is going to store in all its sizes. */
  checkFileSize(file: NamedFile): Promise<void>;
  upload(file: NamedFile): Promise<void>;
  replace(file: NamedFile, old: NamedFile): Promise<void>;
}

/** Strapi's provider service, which records each file before it is stored, so that none is left without a row. */
export function createProviderService<Service extends ProviderService>(
  strapi: Core.Strapi,
  service: Service,
) {
  const rollback = () => contentServices(strapi).uploadRollback;
  return {
    ...service,
    async checkFileSize(file: NamedFile): Promise<void> {
      await service.checkFileSize(file);
      await rollback().recordCurrent(file);
    },
    upload: (file: NamedFile): Promise<void> => rollback().track(service.upload(file)),
    replace: (file: NamedFile, old: NamedFile): Promise<void> => rollback().track(service.replace(file, old)),
  };
}
