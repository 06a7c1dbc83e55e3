import type { Core } from '@strapi/strapi';
import publicFiles from './middlewares/public-files';
import { guardMedia, type MediaControllers } from './services/guard-media';
import { createImageManipulation, settingsFor, type ImageManipulation } from './services/image-manipulation';
import { createPictureLimiter, type PictureLimiter } from './services/picture-limiter';
import { createProviderService, type ProviderService } from './services/provider';
import { fetchFromPublic, type FetchFile } from './services/public-fetch';
import { readSettings, withReadableSettings, type AdminRoutes } from './services/readable-settings';
import { maskStreamedErrors } from './services/streamed-errors';
import { createUploadService, type UploadService } from './services/upload';

interface Services {
  upload: (context: { strapi: Core.Strapi }) => UploadService & { getSettings: () => Promise<unknown> };
  'image-manipulation': ImageManipulation;
  provider: (context: { strapi: Core.Strapi }) => ProviderService;
  file: { fetchUrlToInputFile: FetchFile };
}

interface UploadPlugin {
  services: Services;
  middlewares: object;
  controllers: MediaControllers & { 'admin-settings': object };
  routes: { admin: AdminRoutes };
}

const settingsOf = (strapi: Core.Strapi): { getSettings: () => Promise<unknown> } =>
  strapi.plugin('upload').service('upload');

/** Strapi's media library with the club's rules: allowed types, processing of pictures, serving, permissions. */
export default (plugin: UploadPlugin) => {
  let created: PictureLimiter | undefined;
  const limiterOf = (strapi: Core.Strapi): PictureLimiter =>
    (created ??= createPictureLimiter(strapi.config.get('limits.picturePixels')));
  return {
    ...plugin,
    middlewares: { ...plugin.middlewares, 'public-files': publicFiles },
    routes: { ...plugin.routes, admin: withReadableSettings(plugin.routes.admin) },
    controllers: {
      ...guardMedia(plugin.controllers),
      'admin-settings': ({ strapi }: { strapi: Core.Strapi }) => ({
        ...plugin.controllers['admin-settings'],
        getSettings: readSettings(strapi, () => settingsOf(strapi).getSettings()),
      }),
    },
    services: {
      ...plugin.services,
      upload({ strapi }: { strapi: Core.Strapi }) {
        const service = plugin.services.upload({ strapi });
        const getSettings = settingsFor(service.getSettings);
        const own = createUploadService(strapi, service, limiterOf(strapi));
        return {
          ...own,
          upload: maskStreamedErrors(strapi, (...args: Parameters<typeof own.upload>) => own.upload(...args)),
          getSettings,
        };
      },
      provider: ({ strapi }: { strapi: Core.Strapi }) =>
        createProviderService(strapi, plugin.services.provider({ strapi })),
      file: ({ strapi }: { strapi: Core.Strapi }) => {
        const { file } = plugin.services;
        return { ...file, fetchUrlToInputFile: fetchFromPublic(strapi, file.fetchUrlToInputFile) };
      },
      'image-manipulation': ({ strapi }: { strapi: Core.Strapi }) =>
        createImageManipulation(
          plugin.services['image-manipulation'],
          () => settingsOf(strapi).getSettings(),
          limiterOf(strapi),
        ),
    },
  };
};
